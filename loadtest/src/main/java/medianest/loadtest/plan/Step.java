package medianest.loadtest.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that a person does. */
public sealed interface Step {

  /** What it is called in the report. */
  String name();

  /**
   * A request.
   *
   * @param path with {@code ${variables}}
   * @param expect statuses that are right; any of 200 to 299 where none is named
   * @param capture variables and where in the answer they are (JSON pointers, RFC 6901)
   * @param perSecond how often all users together do it; otherwise they skip it. 0: no limit
   * @param until repeats until the pointer has the value: for waiting in the set-up
   */
  record Call(
      String name,
      String method,
      String path,
      Map<String, String> headers,
      Body body,
      List<Integer> expect,
      Map<String, String> capture,
      double perSecond,
      @Nullable Until until)
      implements Step {
    public Call {
      headers = Map.copyOf(headers);
      expect = List.copyOf(expect);
      capture = Map.copyOf(capture);
    }

    public boolean expected(int status) {
      return expect.isEmpty() ? status >= 200 && status < 300 : expect.contains(status);
    }
  }

  /** A value that an answer must have come to. */
  record Until(String pointer, String value) {}

  /** What a request carries. */
  sealed interface Body {}

  /** Nothing. */
  record NoBody() implements Body {}

  /** JSON with variables. */
  record JsonBody(String text) implements Body {}

  /** A file in a multipart form; {@code clip} is a film of two seconds that comes along. */
  record FileBody(String part, String fileName) implements Body {}

  /**
   * Somebody watches something of the catalogue.
   *
   * @param length how long; the film may end earlier
   * @param seeksPerMinute jumps to anywhere
   * @param line what the bytes come through
   * @param abr how the quality is chosen
   * @param hls whether a stream is asked for even where the file would play as it is
   */
  record Watch(
      String name, Duration length, double seeksPerMinute, String line, String abr, boolean hls)
      implements Step {}

  /** A statement against the database of the run. */
  record Statement(String name, String sql) implements Step {}
}
