package medianest.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The view of an exchange that handlers get. */
final class RoutedRequest implements Request {

  private static final int FIRST_PIECE = 16;

  private final Exchange exchange;
  private final RouteTable.Match match;
  private final Target target;
  private final int maxJsonBytes;

  RoutedRequest(Exchange exchange, RouteTable.Match match, Target target, int maxJsonBytes) {
    this.exchange = exchange;
    this.match = match;
    this.target = target;
    this.maxJsonBytes = maxJsonBytes;
  }

  @Override
  public String method() {
    return exchange.method();
  }

  @Override
  public String address() {
    return exchange.raw.uri();
  }

  @Override
  public String path(String name) {
    String value = match.path().get(name);
    if (value == null) {
      throw new IllegalArgumentException(match.route().template() + " has no parameter " + name);
    }
    return value;
  }

  @Override
  public @Nullable String query(String name) {
    return target.query().get(name);
  }

  @Override
  public @Nullable String header(String name) {
    return exchange.raw.getHeader(name);
  }

  @Override
  public Caller caller() {
    Caller caller = exchange.caller;
    if (caller == null) {
      throw new IllegalStateException("a public route has no caller: " + match.route().template());
    }
    return caller;
  }

  @Override
  public @Nullable String token() {
    return Gate.token(exchange.raw, exchange.client.secure());
  }

  @Override
  public String clientAddress() {
    return exchange.client.text();
  }

  @Override
  public boolean secure() {
    return exchange.client.secure();
  }

  @Override
  public long contentLength() {
    String length = header("content-length");
    return length == null ? -1 : Long.parseLong(length);
  }

  @Override
  public <T> T json(Class<T> type) {
    try {
      byte[] bytes = jsonBytes();
      if (bytes.length > 0) {
        checkJsonType();
      }
      return Json.read(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public FilePart filePart(String name) throws IOException {
    return Multipart.of(exchange.body, header("content-type"), contentLength()).file(name);
  }

  @Override
  public InputStream body() {
    return exchange.body;
  }

  private byte[] jsonBytes() throws IOException {
    if (contentLength() > maxJsonBytes) {
      throw tooLarge();
    }
    byte[] first = exchange.body.readNBytes(FIRST_PIECE);
    Json.checkStart(ByteBuffer.wrap(first));
    byte[] rest = exchange.body.readNBytes(maxJsonBytes + 1 - first.length);
    if (first.length + rest.length > maxJsonBytes) {
      throw tooLarge();
    }
    byte[] all = new byte[first.length + rest.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(rest, 0, all, first.length, rest.length);
    return all;
  }

  /** A form posted from another site can never be of this type without asking first. */
  private void checkJsonType() {
    String type = header("content-type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new Problem(415, "not-json", "Send the body as application/json.");
    }
  }

  private Problem tooLarge() {
    return new Problem(
        413, "too-large", "The body is larger than the limit of " + maxJsonBytes + " bytes.");
  }
}
