/** Proofs that what goes wrong in a server is found and named. */
@NullMarked
package medianest.diagnostics;

import org.jspecify.annotations.NullMarked;
