package medianest.media.mp4;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;

/** A box of ISO/IEC 14496-12 clause 4.2 within memory, which it shares with the box around it. */
final class Box {

  /** Size and type. */
  static final int HEADER = 8;

  /** Boxes directly within one another; a count that no sound file comes near. */
  private static final int MOST_CHILDREN = 100_000;

  private final String type;
  private final ByteCursor content;

  /**
   * Takes the cursor's bytes as they are.
   *
   * @param type the four-character code, in ISO 8859-1
   */
  Box(String type, ByteCursor content) {
    this.type = type;
    this.content = content;
  }

  String type() {
    return type;
  }

  ByteCursor cursor() {
    return content.again();
  }

  /** The content of a full box, after its version and flags. */
  ByteCursor fullCursor() throws BrokenMedia {
    return cursor().skip(4);
  }

  Bytes payload() {
    return cursor().rest();
  }

  /** The whole box, header and all. */
  Bytes whole() {
    Bytes payload = payload();
    ByteRecord record = new ByteRecord().i32(HEADER + payload.length());
    for (int i = 0; i < type.length(); i++) {
      record.u8(type.charAt(i));
    }
    return record.bytes(payload).toBytes();
  }

  List<Box> children() {
    return in(cursor());
  }

  Optional<Box> child(String childType) {
    return first(children(), childType);
  }

  Box require(String childType) throws BrokenMedia {
    return child(childType)
        .orElseThrow(() ->
            new BrokenMedia(
                "The file's description lacks a part that every MP4 has: %s in %s."
                    .formatted(printable(childType), printable(type))));
  }

  static Optional<Box> first(List<Box> boxes, String type) {
    return boxes.stream().filter(box -> box.type().equals(type)).findFirst();
  }

  /**
   * The boxes that follow one another. What is no box ends the list quietly: QuickTime closes some
   * lists with a zero, and writers leave padding.
   */
  static List<Box> in(ByteCursor cursor) {
    List<Box> boxes = new ArrayList<>();
    try {
      while (cursor.remaining() >= HEADER && boxes.size() < MOST_CHILDREN) {
        long size = cursor.u32();
        String type = cursor.latin1(4);
        int header = HEADER;
        if (size == 1) {
          size = cursor.u64();
          header = 2 * HEADER;
        } else if (size == 0) {
          size = (long) header + cursor.remaining();
        }
        if (size < header || size - header > cursor.remaining()) {
          break;
        }
        boxes.add(new Box(type, cursor.slice((int) (size - header))));
      }
    } catch (BrokenMedia endOfPadding) {
      return boxes;
    }
    return boxes;
  }

  /** A four-character code that may come from a damaged file, fit for a sentence. */
  static String printable(String type) {
    if (type.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return "'" + type + "'";
    }
    StringBuilder code = new StringBuilder("0x");
    type.chars().forEach(c -> code.append("%02x".formatted(c)));
    return code.toString();
  }
}
