/** What deserves a person's attention: rules, their state, and who is told. */
@NullMarked
package medianest.alerts;

import org.jspecify.annotations.NullMarked;
