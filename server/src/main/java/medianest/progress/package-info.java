/** Where people are in what they watch, and what they may want to watch next. */
@NullMarked
package medianest.progress;

import org.jspecify.annotations.NullMarked;
