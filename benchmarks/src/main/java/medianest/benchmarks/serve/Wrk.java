package medianest.benchmarks.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Requests by <a href="https://github.com/wg/wrk">wrk</a>, a client in C: where an answer takes
 * twenty microseconds, one in Java takes more of the two cores than the server.
 */
public final class Wrk {

  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([\\d.]+)");
  private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

  private Wrk() {}

  /** What came of it. */
  public record Outcome(long requests, double perSecond) {}

  /**
   * Asks for one path after the other, over and over.
   *
   * @param connections that never rest, on one thread
   * @throws IOException where any answer says that something failed
   */
  public static Outcome run(OwnServer server, List<String> paths, int connections, Duration time)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("medianest-wrk", ".lua");
    try {
      Files.writeString(script, script(server, paths));
      Process process =
          new ProcessBuilder(
                  "wrk",
                  "--threads",
                  "1",
                  "--connections",
                  Integer.toString(connections),
                  "--duration",
                  time.toSeconds() + "s",
                  "--timeout",
                  "10s",
                  "--script",
                  script.toString(),
                  "http://127.0.0.1:" + server.port())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      if (FAILED.matcher(said).find() || said.contains("Socket errors")) {
        throw new IOException(said);
      }
      return new Outcome(
          Long.parseLong(number(REQUESTS, said)), Double.parseDouble(number(RATE, said)));
    } finally {
      Files.delete(script);
    }
  }

  private static String number(Pattern pattern, String said) throws IOException {
    Matcher matcher = pattern.matcher(said);
    if (!matcher.find()) {
      throw new IOException(said);
    }
    return matcher.group(1);
  }

  private static String script(OwnServer server, List<String> paths) {
    String quoted =
        paths.stream().map(path -> "\"" + path + "\"").collect(Collectors.joining(",\n"));
    return """
    local paths = {%s}
    local requests = {}
    local at = 0
    wrk.headers["Authorization"] = "Bearer %s"
    wrk.headers["Accept-Encoding"] = "gzip"
    init = function(arguments)
      for n, path in ipairs(paths) do requests[n] = wrk.format("GET", path) end
    end
    request = function()
      at = at %% #requests + 1
      return requests[at]
    end
    """
        .formatted(quoted, server.token());
  }
}
