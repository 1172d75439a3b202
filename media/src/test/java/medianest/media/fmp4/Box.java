package medianest.media.fmp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box as a test reads it, written without a look at the writer.
 *
 * @param content what follows the size and the type; a view whose position is 0
 * @param start where the box begins in what was read
 */
public record Box(String type, int start, ByteBuffer content) {

  /** All boxes of the buffer, which they have to fill. */
  public static List<Box> all(ByteBuffer buffer) {
    ByteBuffer in = buffer.slice();
    List<Box> boxes = new ArrayList<>();
    while (in.hasRemaining()) {
      int start = in.position();
      int size = in.getInt();
      byte[] type = new byte[4];
      in.get(type);
      ByteBuffer content = in.slice(start + 8, size - 8);
      boxes.add(new Box(new String(type, StandardCharsets.ISO_8859_1), start, content));
      in.position(start + size);
    }
    return boxes;
  }

  /** The first box at the end of a path of types. */
  public static Box at(ByteBuffer buffer, String... path) {
    Box found = first(all(buffer), path[0]).orElseThrow();
    for (int i = 1; i < path.length; i++) {
      found = first(all(found.content()), path[i]).orElseThrow();
    }
    return found;
  }

  public static Optional<Box> first(List<Box> boxes, String type) {
    return boxes.stream().filter(b -> b.type().equals(type)).findFirst();
  }

  public int u32(int at) {
    return content.getInt(at);
  }

  public long u64(int at) {
    return content.getLong(at);
  }

  /** Flags of a full box. */
  public int flags() {
    return content.getInt(0) & 0xffffff;
  }
}
