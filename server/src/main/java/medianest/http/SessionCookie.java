package medianest.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that carries a session's token. Under TLS its name has the prefix {@code __Host-} (RFC
 * 6265bis section 4.1.3.2), so that no other host or path can have set it.
 */
public final class SessionCookie {

  private static final String PLAIN = "medianest-session";
  private static final String SECURE = "__Host-" + PLAIN;

  private SessionCookie() {}

  /** A value for Set-Cookie. */
  public static String set(Request request, String token, Duration maxAge) {
    return header(request, token, maxAge.toSeconds());
  }

  /** A value for Set-Cookie that removes it. */
  public static String clear(Request request) {
    return header(request, "", 0);
  }

  static String name(boolean secure) {
    return secure ? SECURE : PLAIN;
  }

  /** The value of the cookie of that name in a Cookie header. */
  static @Nullable String read(@Nullable String header, boolean secure) {
    if (header == null) {
      return null;
    }
    String start = name(secure) + "=";
    for (String pair : header.split(";", -1)) {
      String trimmed = pair.strip();
      if (trimmed.startsWith(start) && trimmed.length() > start.length()) {
        return trimmed.substring(start.length());
      }
    }
    return null;
  }

  private static String header(Request request, String token, long seconds) {
    return name(request.secure())
        + "="
        + token
        + "; Path=/; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Lax"
        + (request.secure() ? "; Secure" : "");
  }
}
