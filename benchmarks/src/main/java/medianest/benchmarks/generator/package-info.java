/** How much load the load generator itself can make, and whether another one measures the same. */
@NullMarked
package medianest.benchmarks.generator;

import org.jspecify.annotations.NullMarked;
