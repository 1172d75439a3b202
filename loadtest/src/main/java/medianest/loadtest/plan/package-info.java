/** What a run does: scenarios, phases and thresholds, read from YAML. */
@NullMarked
package medianest.loadtest.plan;

import org.jspecify.annotations.NullMarked;
