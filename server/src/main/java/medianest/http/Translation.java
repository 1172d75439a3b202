package medianest.http;

import org.jspecify.annotations.Nullable;

/** What the failures of other packages mean to a client. */
@FunctionalInterface
public interface Translation {

  /** Null for what is nobody's business but ours: it becomes a 500 and is logged. */
  @Nullable Problem problem(Throwable failure);
}
