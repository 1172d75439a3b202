package medianest.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Walks a multipart/form-data body (RFC 7578, RFC 2046 section 5.1) part by part, without keeping
 * one: memory is one buffer, whatever the size of the file.
 */
final class Multipart {

  private static final int BUFFER = 1 << 16;
  private static final int LEAST_BUFFER = 1 << 14;
  private static final int MAX_HEADERS = 8 << 10;
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");
  private static final Pattern PARAMETER = Pattern.compile("(\\w+\\*?)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final InputStream body;

  /** What ends a part: CR LF, two hyphens and the boundary. */
  private final byte[] delimiter;

  private final byte[] buffer;
  private int start;
  private int end;
  private boolean inPart;

  private Multipart(InputStream body, String boundary, long length) {
    this.body = body;
    this.buffer = new byte[length < 0 ? BUFFER : Math.clamp(length, LEAST_BUFFER, BUFFER)];
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * @param length of the body in bytes; -1 where nobody knows
   * @throws Problem 400 where the content type is not multipart with a boundary
   */
  static Multipart of(InputStream body, @Nullable String contentType, long length) {
    Matcher matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
    if (contentType == null
        || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
        || !matcher.find()) {
      throw Problem.invalid("The body must be multipart/form-data with a boundary.");
    }
    String boundary = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return new Multipart(body, boundary, length);
  }

  /** The file part of that name; what stands before it is skipped. */
  Request.FilePart file(String name) throws IOException {
    startBody();
    while (nextPart()) {
      Map<String, String> headers = headers();
      Map<String, String> disposition = parameters(headers.get("content-disposition"));
      if (name.equals(disposition.get("name")) && disposition.containsKey("filename")) {
        String type = headers.getOrDefault("content-type", "application/octet-stream");
        return new Request.FilePart(
            plainName(disposition.getOrDefault("filename", "")), type, new Content());
      }
      new Content().skipAll();
    }
    throw Problem.invalid("The body has no file part named " + name + ".");
  }

  /** A first boundary may stand at the very start, without its line end: one is put before it. */
  private void startBody() {
    buffer[0] = '\r';
    buffer[1] = '\n';
    end = 2;
    inPart = true;
  }

  private boolean nextPart() throws IOException {
    if (inPart) {
      new Content().skipAll();
    }
    ensure(2);
    if (buffer[start] == '-' && buffer[start + 1] == '-') {
      return false;
    }
    line();
    inPart = true;
    return true;
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int total = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      total += line.length();
      int colon = line.indexOf(':');
      if (colon < 1 || total > MAX_HEADERS) {
        throw Problem.invalid("A part of the body has broken or too long headers.");
      }
      headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private String line() throws IOException {
    for (int length = 0; length < MAX_HEADERS; length++) {
      ensure(length + 2);
      if (buffer[start + length] == '\r' && buffer[start + length + 1] == '\n') {
        String line = new String(buffer, start, length, StandardCharsets.UTF_8);
        start += length + 2;
        return line;
      }
    }
    throw Problem.invalid("A part of the body has broken or too long headers.");
  }

  /** Makes {@code count} bytes stand in the buffer. */
  private void ensure(int count) throws IOException {
    while (end - start < count) {
      if (!fill()) {
        throw BodyFailure.unfinishedPart();
      }
    }
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    int count = body.read(buffer, end, buffer.length - end);
    end += Math.max(count, 0);
    return count >= 0;
  }

  /** Where the delimiter begins in what is buffered, whole or cut off by the buffer's end. */
  private int delimiterAt(int from) {
    for (int at = from; at < end; at++) {
      if (buffer[at] == '\r') {
        int length = Math.min(delimiter.length, end - at);
        if (Arrays.equals(buffer, at, at + length, delimiter, 0, length)) {
          return at;
        }
      }
    }
    return end;
  }

  private static Map<String, String> parameters(@Nullable String header) {
    Map<String, String> parameters = new TreeMap<>();
    Matcher matcher = PARAMETER.matcher(header == null ? "" : header);
    while (matcher.find()) {
      parameters.put(matcher.group(1), matcher.group(2).replaceAll("\\\\(.)", "$1"));
    }
    return parameters;
  }

  /** Only the last segment: some clients send a whole path. */
  private static String plainName(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /** The bytes of the part at hand, up to its delimiter. */
  private final class Content extends InputStream {
    private boolean finished;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int ready = ready();
      int count = Math.min(length, ready);
      System.arraycopy(buffer, start, target, offset, count);
      start += count;
      return ready == 0 ? -1 : count;
    }

    void skipAll() throws IOException {
      for (int ready = ready(); ready > 0; ready = ready()) {
        start += ready;
      }
    }

    /** How many bytes before the delimiter are buffered; 0 at the end of the part. */
    private int ready() throws IOException {
      while (!finished) {
        int at = delimiterAt(start);
        if (at > start) {
          return at - start;
        }
        if (end - start >= delimiter.length) {
          start += delimiter.length;
          finished = true;
          inPart = false;
        } else if (!fill()) {
          throw BodyFailure.unfinishedPart();
        }
      }
      return 0;
    }
  }
}
