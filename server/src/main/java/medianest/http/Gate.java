package medianest.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lets a request through to its route, or says why not. */
final class Gate {

  private static final String BEARER = "bearer ";

  private final Authenticator authenticator;

  Gate(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /**
   * Whoever may not pass gets a problem: 401 without a valid session, 403 with too little, 404 for
   * a ticket that does not hold, so that nothing tells an expired one from a made-up one.
   */
  void admit(Exchange exchange, RouteTable.Match match) {
    checkOrigin(exchange);
    switch (match.route().policy()) {
      case PUBLIC -> {}
      case MEMBER -> exchange.caller = session(exchange);
      case ADMIN -> exchange.caller = admin(session(exchange));
      case TICKET -> exchange.caller = ticket(match);
    }
  }

  /** The same for what can be told on the event loop: false where it cannot. */
  boolean admitsAtOnce(Exchange exchange, RouteTable.Match match) {
    return switch (match.route().policy()) {
      case PUBLIC -> true;
      case ADMIN -> false;
      case MEMBER -> {
        String token = token(exchange.raw, exchange.client.secure());
        exchange.caller = token == null ? null : authenticator.sessionAtOnce(token);
        yield exchange.caller != null;
      }
      case TICKET -> {
        exchange.caller = authenticator.ticket(match.path().getOrDefault("ticket", ""));
        yield exchange.caller != null;
      }
    };
  }

  static @Nullable String token(HttpServerRequest raw, boolean secure) {
    String bearer = bearer(raw);
    return bearer != null ? bearer : SessionCookie.read(raw.getHeader(HttpHeaders.COOKIE), secure);
  }

  private static @Nullable String bearer(HttpServerRequest raw) {
    String header = raw.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : null;
  }

  private Caller session(Exchange exchange) {
    String token = token(exchange.raw, exchange.client.secure());
    Caller caller = token == null ? null : authenticator.session(token);
    if (caller == null) {
      throw new Problem(401, "unauthenticated", "Sign in to do this.");
    }
    return caller;
  }

  private static Caller admin(Caller caller) {
    if (!caller.admin()) {
      throw new Problem(403, "forbidden", "Only an administrator may do this.");
    }
    return caller;
  }

  private Caller ticket(RouteTable.Match match) {
    Caller caller = authenticator.ticket(match.path().getOrDefault("ticket", ""));
    if (caller == null) {
      throw Problem.notFound("This ticket is not valid, or not any more. Start playing again.");
    }
    return caller;
  }

  /**
   * A change that a browser sends along with the cookie must come from our own page (Fetch
   * Metadata; Origin where a browser has none). A bearer header cannot be added by another site.
   */
  private static void checkOrigin(Exchange exchange) {
    HttpServerRequest raw = exchange.raw;
    if (!exchange.changes() || bearer(raw) != null) {
      return;
    }
    String site = raw.getHeader("sec-fetch-site");
    String origin = raw.getHeader("origin");
    boolean cookie =
        SessionCookie.read(raw.getHeader(HttpHeaders.COOKIE), exchange.client.secure()) != null;
    boolean own =
        site != null
            ? site.equals("same-origin") || site.equals("none")
            : origin != null ? ours(origin, exchange) : !cookie;
    if (!own) {
      throw new Problem(
          403, "cross-site", "This request did not come from this server's own page.");
    }
  }

  private static boolean ours(String origin, Exchange exchange) {
    String scheme = exchange.client.secure() ? "https://" : "http://";
    String authority = exchange.client.authority(exchange.raw);
    return authority != null
        && origin.toLowerCase(Locale.ROOT).equals(scheme + authority.toLowerCase(Locale.ROOT));
  }
}
