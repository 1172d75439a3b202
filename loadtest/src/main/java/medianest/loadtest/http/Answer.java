package medianest.loadtest.http;

import java.util.Map;

/**
 * What came back, and when.
 *
 * @param headers by name in lower case
 * @param body as Latin-1, a character a byte; empty unless it was asked for
 * @param bodyBytes that came, kept or not
 * @param sentNanos when the request began to leave
 * @param firstByteNanos when the answer began to come
 * @param endNanos when its last byte was there
 */
public record Answer(
    int status,
    Map<String, String> headers,
    String body,
    long bodyBytes,
    long sentNanos,
    long firstByteNanos,
    long endNanos) {

  public long serviceNanos() {
    return endNanos - sentNanos;
  }
}
