/** Runs a plan: users, arrivals, schedules, and what they measured. */
@NullMarked
package medianest.loadtest.engine;

import org.jspecify.annotations.NullMarked;
