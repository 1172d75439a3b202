package medianest.http;

/** Who may call a route. */
public enum Policy {
  /** Anybody. */
  PUBLIC,
  /** A person who is signed in. */
  MEMBER,
  /** A person who runs the server. */
  ADMIN,
  /** Whoever holds the ticket in the path parameter {@code ticket}. */
  TICKET
}
