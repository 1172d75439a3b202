/** Measures how bytes leave. */
@NullMarked
package medianest.http;

import org.jspecify.annotations.NullMarked;
