/** What it costs that the server measures itself. */
@NullMarked
package medianest.benchmarks.overhead;

import org.jspecify.annotations.NullMarked;
