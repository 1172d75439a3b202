package medianest.alerts;

/**
 * What is told of an alert.
 *
 * @param state firing or resolved
 * @param at when, as ISO 8601 has it
 */
record Message(String alert, String state, String severity, String sentence, String at) {}
