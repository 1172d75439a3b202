package medianest.http;

import org.jspecify.annotations.Nullable;

/** Answers a request on the event loop from what is in memory; must not block. */
@FunctionalInterface
public interface EventLoopHandler {

  /** Null where the answer is not in memory: the route's {@link Handler} is asked then. */
  @Nullable Response tryHandle(Request request);
}
