package medianest.db;

/** Where a PostgreSQL is, and how to get in. */
public record ConnectionFacts(String url, String username, String password) {

  /** Without the password, since records end up in logs. */
  @Override
  public String toString() {
    return username + " at " + url;
  }
}
