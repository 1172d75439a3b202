/** Files that people bring: received to disk, checked, and made items. */
@NullMarked
package medianest.upload;

import org.jspecify.annotations.NullMarked;
