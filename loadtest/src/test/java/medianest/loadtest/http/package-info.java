/** Tests of the requests and their bodies. */
@NullMarked
package medianest.loadtest.http;

import org.jspecify.annotations.NullMarked;
