/** How long files take that are not what they should be. */
@NullMarked
package medianest.benchmarks.damage;

import org.jspecify.annotations.NullMarked;
