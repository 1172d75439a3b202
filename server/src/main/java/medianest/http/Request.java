package medianest.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A request that has been routed and authorized. */
public interface Request {

  String method();

  /** The path and the query as the client wrote them. */
  String address();

  /** The decoded value of a parameter of the route's template. */
  String path(String name);

  /** The decoded value of a declared query parameter; null where it is absent. */
  @Nullable String query(String name);

  @Nullable String header(String name);

  /** The person behind the request; only on routes that are not public. */
  Caller caller();

  /** The session token that came with the request; null where none did. */
  @Nullable String token();

  /** The client's address, after trusted proxies. */
  String clientAddress();

  /** Whether the client came by TLS, after trusted proxies. */
  boolean secure();

  /** Bytes of the body as announced; -1 where the client did not say. */
  long contentLength();

  /**
   * The body as JSON. Unknown members and wrong types are a problem 400, a body over the limit is
   * 413. An absent body reads as {@code {}}.
   */
  <T> T json(Class<T> type);

  /**
   * The file part of a multipart body, read as it comes; the client waits while nobody reads. The
   * connection fails the read when the client goes away.
   *
   * @throws Problem 400 where the body is not multipart or has no such part
   */
  FilePart filePart(String name) throws IOException;

  /** The body as it comes. */
  InputStream body() throws IOException;

  /** A file in a multipart body. */
  record FilePart(String fileName, String contentType, InputStream content) {}
}
