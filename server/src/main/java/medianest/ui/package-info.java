/** The page, as its build left it in the program. */
@NullMarked
package medianest.ui;

import org.jspecify.annotations.NullMarked;
