/** Configuration records of codecs: what they say, and the RFC 6381 string that names them. */
@NullMarked
package medianest.media.codec;

import org.jspecify.annotations.NullMarked;
