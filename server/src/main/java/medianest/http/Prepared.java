package medianest.http;

import java.nio.ByteBuffer;
import java.util.Map;

/** An answer with everything decided, ready for the event loop to write. */
sealed interface Prepared {

  int status();

  Map<String, String> headers();

  /** A body in memory, perhaps of no bytes. */
  record Bytes(int status, Map<String, String> headers, ByteBuffer body) implements Prepared {}

  /** No body may follow (204, 304). */
  record Nothing(int status, Map<String, String> headers) implements Prepared {}

  /** A body by zero copy. */
  record Transfer(int status, Map<String, String> headers, SpanChannel body, Runnable release)
      implements Prepared {}

  /** Server-sent events. */
  record Stream(int status, Map<String, String> headers, Response.EventSource source)
      implements Prepared {}
}
