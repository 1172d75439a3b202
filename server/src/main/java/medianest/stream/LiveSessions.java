package medianest.stream;

import medianest.http.Caller;
import org.jspecify.annotations.Nullable;

/** Tells whether a session still lives. */
@FunctionalInterface
public interface LiveSessions {

  /** Whose it is; null for one that has ended. May ask the database. */
  @Nullable Caller find(String sessionId);
}
