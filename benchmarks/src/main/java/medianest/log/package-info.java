/** The appenders that a log line may go to, for what measures them. */
@NullMarked
package medianest.log;

import org.jspecify.annotations.NullMarked;
