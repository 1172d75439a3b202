package medianest.library;

/**
 * How changes in the folders of all libraries are found.
 *
 * @param good whether nobody need do anything about it
 * @param detail a sentence for the operator
 */
public record Watching(boolean good, String detail) {}
