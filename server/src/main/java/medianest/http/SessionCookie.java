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
    String name = name(secure);
    int from = 0;
    while (from < header.length()) {
      int semicolon = header.indexOf(';', from);
      int to = semicolon < 0 ? header.length() : semicolon;
      String value = value(header, from, to, name);
      if (value != null) {
        return value;
      }
      from = to + 1;
    }
    return null;
  }

  private static @Nullable String value(String header, int from, int to, String name) {
    int start = from;
    while (start < to && header.charAt(start) == ' ') {
      start++;
    }
    int equals = start + name.length();
    if (equals >= to || header.charAt(equals) != '=' || !header.startsWith(name, start)) {
      return null;
    }
    String value = header.substring(equals + 1, to).strip();
    return value.isEmpty() ? null : value;
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
