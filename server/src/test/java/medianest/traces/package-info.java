/** Traces as a collector gets them. */
@NullMarked
package medianest.traces;

import org.jspecify.annotations.NullMarked;
