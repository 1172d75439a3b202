package medianest.http;

import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what a handler answered into what is written: JSON, validators, ranges, compression. */
final class Preparation {

  /** Compressing more than this would hold the event loop for over half a millisecond. */
  private static final int LOOP_BYTES = 16 << 10;

  private static final CharSequence RANGE = HttpHeaders.createOptimized("range");

  private final Compression compression;

  Preparation(Compression compression) {
    this.compression = compression;
  }

  /** Whether it can be prepared on the event loop: neither opens a file nor computes for long. */
  static boolean isQuick(Response response) {
    return switch (response) {
      case Response.Json ignored -> false;
      case Encoded encoded -> encoded.isCompressed();
      case Response.File ignored -> false;
      case Response.Events ignored -> false;
      case Response.Content content -> content.bytes().remaining() <= LOOP_BYTES;
      case Response.Empty ignored -> true;
      case Response.Spans ignored -> true;
    };
  }

  Prepared prepare(Exchange exchange, Response response) throws IOException {
    return switch (response) {
      case Response.Json json -> json(exchange, json);
      case Encoded encoded -> encoded(exchange, encoded);
      case Response.Content content -> content(exchange, content);
      case Response.Empty empty -> new Prepared.Nothing(empty.status(), empty.headers());
      case Response.File file -> file(exchange, file);
      case Response.Spans spans -> spans(exchange, spans);
      case Response.Events events -> events(events);
    };
  }

  private Prepared json(Exchange exchange, Response.Json json) {
    ByteBuffer bytes = ByteBuffer.wrap(Json.write(json.value()));
    Map<String, String> headers = new LinkedHashMap<>(json.headers());
    if (!exchange.changes() && json.status() == 200) {
      headers.putIfAbsent("etag", Encoded.tag(bytes.array()));
      headers.putIfAbsent("cache-control", "private, no-cache");
    } else {
      headers.putIfAbsent("cache-control", "no-store");
    }
    return content(
        exchange, new Response.Content(json.status(), "application/json", bytes, headers));
  }

  private Prepared encoded(Exchange exchange, Encoded encoded) {
    if (unchanged(exchange, encoded.status(), encoded.headers().get("etag"))) {
      return new Prepared.Nothing(304, encoded.headers());
    }
    return compression.pays(encoded.size()) && Compression.wanted(exchange)
        ? new Prepared.Bytes(200, encoded.compressedHeaders(), encoded.compressed())
        : new Prepared.Bytes(200, encoded.headers(), encoded.plain());
  }

  private Prepared content(Exchange exchange, Response.Content content) {
    Map<String, String> headers = new LinkedHashMap<>(content.headers());
    headers.put("content-type", content.contentType());
    boolean pays = compression.pays(content.contentType(), content.bytes().remaining(), headers);
    if (pays) {
      headers.merge("vary", "Accept-Encoding", (one, other) -> one + ", " + other);
    }
    if (unchanged(exchange, content.status(), headers.get("etag"))) {
      return new Prepared.Nothing(304, headers);
    }
    if (pays && Compression.wanted(exchange)) {
      headers.put("content-encoding", "gzip");
      return new Prepared.Bytes(content.status(), headers, Compression.gzip(content.bytes()));
    }
    return new Prepared.Bytes(content.status(), headers, content.bytes());
  }

  private Prepared file(Exchange exchange, Response.File file) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>(file.headers());
    headers.put("etag", file.etag());
    headers.putIfAbsent("cache-control", "private, no-cache");
    if (file.downloadName() != null) {
      headers.put("content-disposition", attachment(file.downloadName()));
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(file.path(), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new Problem(404, "file-gone", "The file is not there any more.");
    }
    return spans(
        exchange,
        new Response.Spans(
            file.contentType(),
            ByteBuffer.allocate(0),
            channel,
            List.of(new Response.Span(0, file.size())),
            headers,
            () -> close(channel)));
  }

  private Prepared spans(Exchange exchange, Response.Spans spans) {
    Map<String, String> headers = new LinkedHashMap<>(spans.headers());
    headers.put("content-type", spans.contentType());
    headers.put("accept-ranges", "bytes");
    if (unchanged(exchange, 200, headers.get("etag"))) {
      spans.release().run();
      return new Prepared.Nothing(304, headers);
    }
    long size = spans.size();
    return switch (wish(exchange, headers.get("etag"), size)) {
      case ByteRange.Wish.Unsatisfiable ignored -> {
        spans.release().run();
        yield unsatisfiable(size);
      }
      case ByteRange.Wish.Whole ignored ->
          transfer(spans, 200, headers, new ByteRange(0, size - 1));
      case ByteRange.Wish.Part(ByteRange range) -> {
        headers.put("content-range", "bytes " + range.first() + "-" + range.last() + "/" + size);
        yield transfer(spans, 206, headers, range);
      }
    };
  }

  /**
   * A range counts only where If-Range still names this version of the body, which a weak tag
   * cannot (RFC 9110 section 13.1.5).
   */
  private static ByteRange.Wish wish(Exchange exchange, @Nullable String etag, long size) {
    String condition = exchange.raw.getHeader("if-range");
    boolean applies = condition == null || (condition.equals(etag) && !condition.startsWith("W/"));
    return applies ? ByteRange.of(exchange.raw.getHeader(RANGE), size) : new ByteRange.Wish.Whole();
  }

  private static Prepared unsatisfiable(long size) {
    return new Prepared.Bytes(
        416,
        new LinkedHashMap<>(Map.of("content-range", "bytes */" + size, "accept-ranges", "bytes")),
        ByteBuffer.allocate(0));
  }

  private static Prepared transfer(
      Response.Spans spans, int status, Map<String, String> headers, ByteRange part) {
    return new Prepared.Transfer(status, headers, new SpanChannel(spans, part), spans.release());
  }

  private static Prepared events(Response.Events events) {
    return new Prepared.Stream(
        200,
        Map.of(
            "content-type", "text/event-stream",
            "cache-control", "no-store",
            // nginx would hold events back otherwise.
            "x-accel-buffering", "no"),
        events.source());
  }

  /** If-None-Match compares weakly (RFC 9110 section 13.1.2). */
  private static boolean unchanged(Exchange exchange, int status, @Nullable String etag) {
    String condition = exchange.raw.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (condition == null || etag == null || status != 200 || exchange.changes()) {
      return false;
    }
    for (String candidate : condition.split(",", -1)) {
      String tag = candidate.strip();
      if (tag.equals("*") || opaque(tag).equals(opaque(etag))) {
        return true;
      }
    }
    return false;
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  /** RFC 6266 with the extended form of RFC 8187, and a plain one for old clients. */
  private static String attachment(String name) {
    String plain = name.replaceAll("[^ -~]", "_").replaceAll("[\"\\\\]", "_");
    String extended =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + extended;
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
