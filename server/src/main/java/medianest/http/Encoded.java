package medianest.http;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value as the JSON that leaves, to be sent more than once: coded, tagged and compressed once.
 */
public final class Encoded implements Response {

  /** What is kept beside the bytes. */
  private static final int OVERHEAD = 200;

  private final byte[] plain;
  private final Map<String, String> headers;
  private final Map<String, String> compressedHeaders;
  private volatile byte @Nullable [] compressed;

  private Encoded(byte[] plain) {
    this.plain = plain;
    this.headers =
        Map.of(
            "etag", tag(plain),
            "cache-control", "private, no-cache",
            "content-type", "application/json",
            "vary", "Accept-Encoding");
    Map<String, String> coded = new HashMap<>(headers);
    coded.put("content-encoding", "gzip");
    this.compressedHeaders = Map.copyOf(coded);
  }

  public static Encoded of(Object value) {
    return new Encoded(medianest.http.Json.write(value));
  }

  @Override
  public int status() {
    return 200;
  }

  @Override
  public Map<String, String> headers() {
    return headers;
  }

  Map<String, String> compressedHeaders() {
    return compressedHeaders;
  }

  /** Bytes of memory that it takes, compressed too. */
  public int weight() {
    return plain.length + plain.length / 3 + OVERHEAD;
  }

  /** Bytes before compression. */
  int size() {
    return plain.length;
  }

  ByteBuffer plain() {
    return ByteBuffer.wrap(plain);
  }

  /** Whether nothing is left to compute before it can be sent compressed. */
  boolean isCompressed() {
    return compressed != null;
  }

  ByteBuffer compressed() {
    byte[] known = compressed;
    if (known == null) {
      ByteBuffer fresh = Compression.gzip(plain());
      known = new byte[fresh.remaining()];
      fresh.get(known);
      compressed = known;
    }
    return ByteBuffer.wrap(known);
  }

  /** Weak, since the same value leaves with and without compression. */
  static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      String text = HexFormat.of().formatHex(digest, 0, 12);
      return "W/\"" + text + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
