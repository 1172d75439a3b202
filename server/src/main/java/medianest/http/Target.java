package medianest.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request line asks for, decoded exactly once.
 *
 * <p>Anything by which one decoded segment could pass for another path (a separator, a dot segment,
 * a control character, bytes that are not UTF-8) is refused here, so that no handler meets it.
 */
record Target(List<String> segments, Map<String, String> query) {

  static Target parse(String uri) {
    if (!uri.startsWith("/")) {
      throw Problem.invalid("The address must begin with a slash.");
    }
    int mark = uri.indexOf('?');
    String path = mark < 0 ? uri : uri.substring(0, mark);
    return new Target(segments(path), mark < 0 ? Map.of() : query(uri.substring(mark + 1)));
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(8);
    int from = 1;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      segments.add(segment(path.substring(from, to)));
      from = to + 1;
    }
    return segments;
  }

  private static String segment(String raw) {
    String text = decode(raw, false);
    if (text.equals(".")
        || text.equals("..")
        || text.indexOf('/') >= 0
        || text.indexOf('\\') >= 0) {
      throw Problem.invalid("The address holds a segment that is not allowed.");
    }
    return text;
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
      if (query.put(name, value) != null) {
        throw Problem.invalid("The query has the parameter " + name + " twice.");
      }
    }
    return query;
  }

  /**
   * Percent decoding by RFC 3986 section 2.1; {@code +} is a space in a query as forms write it.
   */
  private static String decode(String raw, boolean form) {
    if (raw.indexOf('%') < 0 && (!form || raw.indexOf('+') < 0)) {
      return checked(raw);
    }
    ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.put((byte) (hex(raw, i + 1) << 4 | hex(raw, i + 2)));
        i += 2;
      } else if (form && c == '+') {
        bytes.put((byte) ' ');
      } else {
        bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return checked(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException e) {
      throw Problem.invalid("The address is not UTF-8.");
    }
  }

  private static int hex(String raw, int at) {
    int digit = at < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
    if (digit < 0) {
      throw Problem.invalid("The address has a percent sign without two hexadecimal digits.");
    }
    return digit;
  }

  private static String checked(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        throw Problem.invalid("The address holds a control character.");
      }
    }
    return text;
  }
}
