/** Makes libraries of any size to measure with. */
@NullMarked
package medianest.benchmarks.library;

import org.jspecify.annotations.NullMarked;
