/** What shows only after a while. */
@NullMarked
package medianest.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
