/** Folders of media, scans of them, and the items that were found. */
@NullMarked
package medianest.library;

import org.jspecify.annotations.NullMarked;
