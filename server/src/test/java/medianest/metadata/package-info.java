@NullMarked
package medianest.metadata;

import org.jspecify.annotations.NullMarked;
