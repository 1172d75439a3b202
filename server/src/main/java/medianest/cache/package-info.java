/** Values that are kept to be found again: bounded, tagged, loaded once however many ask. */
@NullMarked
package medianest.cache;

import org.jspecify.annotations.NullMarked;
