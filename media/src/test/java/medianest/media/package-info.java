/** What the tests of several packages share. */
@NullMarked
package medianest.media;

import org.jspecify.annotations.NullMarked;
