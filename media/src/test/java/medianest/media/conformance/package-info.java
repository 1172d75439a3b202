/** What other programs say about what this one writes, over real files. */
@NullMarked
package medianest.media.conformance;

import org.jspecify.annotations.NullMarked;
