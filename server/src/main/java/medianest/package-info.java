/** The program: where its parts are made and connected, and its commands. */
@NullMarked
package medianest;

import org.jspecify.annotations.NullMarked;
