package medianest.http;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that turns what went wrong into an answer (RFC 9457) and, if it is our fault, a log
 * line.
 */
final class Problems {

  private static final Logger log = LoggerFactory.getLogger("medianest.http");
  private static final String TYPES = "urn:medianest:problem:";

  private final Translation translation;

  Problems(Translation translation) {
    this.translation = translation;
  }

  Response.Content answer(Throwable thrown, Exchange exchange) {
    BodyFailure body = bodyFailure(thrown);
    if (body != null) {
      return own(body.problem(), exchange);
    }
    Problem known = thrown instanceof Problem ? null : translation.problem(thrown);
    return own(known == null ? thrown : known, exchange);
  }

  private static Response.Content own(Throwable thrown, Exchange exchange) {
    return switch (thrown) {
      case Problem problem -> {
        log.debug("{} {}: {}", exchange.method(), exchange.template(), problem.getMessage());
        yield render(problem, exchange.trace.id());
      }
      case InterruptedException ignored -> own(timeout(), exchange);
      default -> {
        log.error(
            "{} {} failed, correlation id {}",
            exchange.method(),
            exchange.template(),
            exchange.trace.id(),
            thrown);
        yield render(unknown(exchange.trace.id()), exchange.trace.id());
      }
    };
  }

  /** Handlers wrap what they cannot declare. */
  private static @Nullable BodyFailure bodyFailure(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof BodyFailure failure) {
        return failure;
      }
    }
    return null;
  }

  static Problem timeout() {
    return new Problem(503, "timeout", "The answer took too long. Try again later.")
        .with("retryAfterSeconds", 5);
  }

  private static Problem unknown(String trace) {
    return new Problem(
        500,
        "internal",
        "Something went wrong on the server. Its log has the reason under " + trace + ".");
  }

  private static Response.Content render(Problem problem, String trace) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", TYPES + problem.type());
    body.put("title", title(problem.status()));
    body.put("status", problem.status());
    body.put("detail", problem.getMessage());
    body.put("instance", "urn:trace:" + trace);
    body.putAll(problem.members());
    Object allow = body.remove("allow");
    return new Response.Content(
        problem.status(),
        "application/problem+json",
        ByteBuffer.wrap(Json.write(body)),
        headers(problem, allow));
  }

  private static Map<String, String> headers(Problem problem, @Nullable Object allow) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("cache-control", "no-store");
    if (problem.members().get("retryAfterSeconds") instanceof Number seconds) {
      headers.put("retry-after", seconds.toString());
    }
    if (allow != null) {
      headers.put("allow", allow.toString());
    }
    if (problem.status() == 401) {
      headers.put("www-authenticate", "Bearer realm=\"MediaNest\"");
    }
    return headers;
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Not signed in";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 408 -> "Too slow";
      case 409 -> "Conflict";
      case 413 -> "Too large";
      case 415 -> "Unsupported type";
      case 416 -> "Range not satisfiable";
      case 422 -> "Cannot be done";
      case 429 -> "Too many tries";
      case 500 -> "Internal error";
      case 503 -> "Busy";
      case 507 -> "Out of space";
      default -> "Problem";
    };
  }
}
