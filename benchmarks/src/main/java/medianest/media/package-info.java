/** Measures how fast files are taken apart and packaged. */
@NullMarked
package medianest.media;

import org.jspecify.annotations.NullMarked;
