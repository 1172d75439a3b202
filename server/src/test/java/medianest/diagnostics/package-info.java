/** What the server says about itself: health, requests, memory, recordings. */
@NullMarked
package medianest.diagnostics;

import org.jspecify.annotations.NullMarked;
