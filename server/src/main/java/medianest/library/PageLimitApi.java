package medianest.library;

import medianest.http.Problem;
import medianest.http.Request;

/** The query parameter {@code limit} of every list. */
final class PageLimitApi {

  private static final int DEFAULT = 50;
  private static final int MOST = 200;

  private PageLimitApi() {}

  static int of(Request request) {
    String limit = request.query("limit");
    if (limit == null) {
      return DEFAULT;
    }
    try {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The problem below says it.
    }
    throw Problem.invalid("The limit must be a number from 1 to " + MOST + ".");
  }
}
