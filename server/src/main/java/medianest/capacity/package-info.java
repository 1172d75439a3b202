/** What the machine carries: its history, where that leads, and what to do about it. */
@NullMarked
package medianest.capacity;

import org.jspecify.annotations.NullMarked;
