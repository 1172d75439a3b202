/**
 * A load generator that measures viewers, not only requests: its command, and what ties a run
 * together.
 */
@NullMarked
package medianest.loadtest;

import org.jspecify.annotations.NullMarked;
