/** Caches, for what measures them. */
@NullMarked
package medianest.cache;

import org.jspecify.annotations.NullMarked;
