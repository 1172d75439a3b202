package medianest.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where features declare what they answer. A route cannot be declared without a policy, and query
 * parameters that were not declared are refused with 400.
 *
 * <p>Templates look like {@code /api/v1/media/{id}}; a last segment {@code {rest*}} takes the
 * remainder of the path. HEAD is answered by GET routes.
 */
public interface Routes {

  void add(Route route);

  /** Answered on a virtual thread. */
  default void add(
      String method, String template, Policy policy, Handler handler, String... query) {
    add(new Route(method, template, policy, List.of(query), null, handler));
  }

  /**
   * One row of the route table.
   *
   * @param fast asked first, for what may be in memory; null where nothing can be
   */
  record Route(
      String method,
      String template,
      Policy policy,
      List<String> query,
      @Nullable EventLoopHandler fast,
      Handler handler) {}
}
