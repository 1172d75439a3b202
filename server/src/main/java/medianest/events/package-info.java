/** Tells signed-in clients at once what changes: server-sent events, each to whom it concerns. */
@NullMarked
package medianest.events;

import org.jspecify.annotations.NullMarked;
