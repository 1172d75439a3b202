package medianest.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error in the form of RFC 9457 that a handler throws; its detail is a sentence for a person.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final transient Map<String, Object> members = new LinkedHashMap<>();

  /**
   * @param type a short name in kebab case, the last part of the problem's type URI: {@code
   *     wrong-password}
   */
  public Problem(int status, String type, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
  }

  /** Adds an extension member. */
  public Problem with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  public static Problem notFound(String detail) {
    return new Problem(404, "not-found", detail);
  }

  public static Problem invalid(String detail) {
    return new Problem(400, "invalid", detail);
  }

  /** Busy: the same request may succeed after {@code seconds}. */
  public static Problem busy(int seconds, String detail) {
    return new Problem(503, "busy", detail).with("retryAfterSeconds", seconds);
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  public Map<String, Object> members() {
    return Map.copyOf(members);
  }
}
