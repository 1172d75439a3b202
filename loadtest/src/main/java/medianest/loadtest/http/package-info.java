/** A client of HTTP/1.1 that times every part of an answer and throws bodies away as they come. */
@NullMarked
package medianest.loadtest.http;

import org.jspecify.annotations.NullMarked;
