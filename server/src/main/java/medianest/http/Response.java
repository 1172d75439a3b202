package medianest.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes back to the client. */
public sealed interface Response
    permits Encoded,
        Response.Content,
        Response.Empty,
        Response.Events,
        Response.File,
        Response.Json,
        Response.Spans {

  int status();

  /** Headers beyond those that follow from the kind of response. */
  Map<String, String> headers();

  /** A value as JSON; compressed and given an ETag where that pays. */
  record Json(int status, Object value, Map<String, String> headers) implements Response {
    public Json(Object value) {
      this(200, value, Map.of());
    }

    public Json(int status, Object value) {
      this(status, value, Map.of());
    }
  }

  /** Bytes in memory; compressed where the type is text. */
  record Content(int status, String contentType, ByteBuffer bytes, Map<String, String> headers)
      implements Response {}

  /** Nothing but a status and headers. */
  record Empty(int status, Map<String, String> headers) implements Response {
    public Empty(int status) {
      this(status, Map.of());
    }
  }

  /**
   * A file to be opened. Range, If-Range, If-None-Match, HEAD and 416 are the server's business.
   *
   * @param etag quoted
   * @param downloadName makes it an attachment of that name
   */
  record File(
      Path path,
      long size,
      String contentType,
      String etag,
      @Nullable String downloadName,
      Map<String, String> headers)
      implements Response {
    @Override
    public int status() {
      return 200;
    }
  }

  /**
   * Bytes in memory followed by pieces of one open file, by zero copy, as one body of known length;
   * conditions and ranges go by the tag among the headers.
   *
   * @param release called once when the body has left or failed
   */
  record Spans(
      String contentType,
      ByteBuffer head,
      FileChannel file,
      List<Span> spans,
      Map<String, String> headers,
      Runnable release)
      implements Response {
    @Override
    public int status() {
      return 200;
    }

    /** Bytes of the whole body. */
    long size() {
      long size = head.remaining();
      for (Span span : spans) {
        size += span.length();
      }
      return size;
    }
  }

  /** A piece of a file. */
  record Span(long offset, long length) {}

  /** Server-sent events for as long as the client stays. */
  record Events(EventSource source) implements Response {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }
  }

  /** Where events come from. Called on a virtual thread that ends with the connection. */
  @FunctionalInterface
  interface EventSource {
    /** Sends until the client is gone, which {@link EventSink#send} tells by an exception. */
    void run(EventSink sink) throws IOException, InterruptedException;
  }

  /** Where events go. */
  interface EventSink {
    void send(String event, Object data) throws IOException;
  }
}
