/** Tests of {@code medianest.stream}, most of them through a running server. */
@NullMarked
package medianest.stream;

import org.jspecify.annotations.NullMarked;
