package medianest.library;

import java.nio.file.Path;

/**
 * A file in the folder of a library.
 *
 * @param below its path below the folder
 * @param modifiedNs when it was changed, in nanoseconds since 1970
 * @param folder the folder that it lies in
 * @param at its place among the videos of that folder
 */
record FoundFile(
    Path path, RawPath below, long sizeBytes, long modifiedNs, FoundFolder folder, int at) {}
