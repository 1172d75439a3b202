/** What the server counts and times, in the forms of Prometheus and OpenMetrics. */
@NullMarked
package medianest.metrics;

import org.jspecify.annotations.NullMarked;
