package medianest.loadtest.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request as it is sent. */
public record Call(String method, String path, Map<String, String> headers, ByteBuffer body) {

  public static Call get(String path, Map<String, String> headers) {
    return new Call("GET", path, headers, ByteBuffer.allocate(0));
  }

  /** The bytes on the wire. */
  byte[] bytes(String authority) {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(authority);
    headers.forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    if (body.remaining() > 0 || (!method.equals("GET") && !method.equals("HEAD"))) {
      head.append("\r\nContent-Length: ").append(body.remaining());
    }
    byte[] start = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + body.remaining()];
    System.arraycopy(start, 0, all, 0, start.length);
    body.duplicate().get(all, start.length, body.remaining());
    return all;
  }
}
