/**
 * Serves the same film from this server and from nginx, in turn, and sets rate and processor time
 * side by side.
 */
@NullMarked
package medianest.benchmarks.serve;

import org.jspecify.annotations.NullMarked;
