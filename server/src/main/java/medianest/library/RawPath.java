package medianest.library;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import medianest.media.io.Bytes;

/**
 * A path as the file system has it: bytes, which need not be text in any encoding. A {@link Path}
 * keeps such bytes but gives them out only in the form of a URI, and a string of it cannot always
 * be turned back.
 */
record RawPath(Bytes bytes) {

  private static final String SAFE = "/-._~!$&'()*+,=:@";

  /** An absolute path. */
  static RawPath of(Path path) {
    String text = path.toString();
    return new RawPath(Bytes.of(ascii(text) ? plain(text) : decode(path)));
  }

  /** What is left of {@code file} below the folder {@code root}; both absolute. */
  static RawPath below(Path root, Path file) {
    byte[] whole = of(file).bytes().toArray();
    int start = of(root).bytes().length();
    // The root of the file system ends with its separator, every other folder does not.
    int skip = start > 1 ? start + 1 : start;
    return new RawPath(Bytes.of(Arrays.copyOfRange(whole, skip, whole.length)));
  }

  Path path() {
    String text = text();
    return ascii(text) ? Path.of(text) : Path.of(URI.create("file://" + encode(bytes.toArray())));
  }

  /** This path below the folder {@code root}. */
  Path under(Path root) {
    String text = text();
    if (ascii(text)) {
      return root.resolve(text);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(of(root).bytes().toArray());
    whole.write('/');
    whole.writeBytes(bytes.toArray());
    return new RawPath(Bytes.of(whole.toByteArray())).path();
  }

  /** For people: bytes that are no UTF-8 become replacement characters. */
  String text() {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }

  /** The last name of the path, for people. */
  String fileName() {
    String text = text();
    return text.substring(text.lastIndexOf('/') + 1);
  }

  private static boolean ascii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static byte[] plain(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] decode(Path path) {
    String uri = path.toUri().getRawPath();
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(uri.length());
    for (int i = 0; i < uri.length(); i++) {
      if (uri.charAt(i) == '%') {
        decoded.write(HexFormat.fromHexDigits(uri, i + 1, i + 3));
        i += 2;
      } else {
        decoded.write(uri.charAt(i));
      }
    }
    byte[] bytes = decoded.toByteArray();
    // A folder's URI ends with a separator that its path does not have.
    boolean folder = bytes.length > 1 && bytes[bytes.length - 1] == '/';
    return folder ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }

  private static String encode(byte[] path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path) {
      char c = (char) (b & 0xff);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter || SAFE.indexOf(c) >= 0) {
        uri.append(c);
      } else {
        uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return uri.toString();
  }
}
