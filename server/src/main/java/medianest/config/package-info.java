/** Settings from a file, the environment and the command line, as records that check themselves. */
@NullMarked
package medianest.config;

import org.jspecify.annotations.NullMarked;
