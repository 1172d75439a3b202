/** What operators and their programs ask about the server: health and metrics. */
@NullMarked
package medianest.diagnostics;

import org.jspecify.annotations.NullMarked;
