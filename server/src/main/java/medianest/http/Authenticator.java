package medianest.http;

import org.jspecify.annotations.Nullable;

/** Tells who holds a secret. The answers are null for what is unknown, expired or revoked. */
public interface Authenticator {

  /** The caller behind the session token of a cookie or a bearer header. */
  @Nullable Caller session(String token);

  /** The same where the answer is in memory, else null. Called on the event loop. */
  @Nullable Caller sessionAtOnce(String token);

  /**
   * The caller for whom the ticket was made. Called on the event loop where the answer is in
   * memory.
   */
  @Nullable Caller ticket(String ticket);
}
