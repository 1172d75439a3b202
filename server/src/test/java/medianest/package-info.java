/** Tests of the house as a whole. */
@NullMarked
package medianest;

import org.jspecify.annotations.NullMarked;
