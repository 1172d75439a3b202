/** Requests and their statements as spans, for a collector of traces elsewhere. */
@NullMarked
package medianest.traces;

import org.jspecify.annotations.NullMarked;
