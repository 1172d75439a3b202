/** Log lines, batched: what is logged, in which form, and how it leaves. */
@NullMarked
package medianest.log;

import org.jspecify.annotations.NullMarked;
