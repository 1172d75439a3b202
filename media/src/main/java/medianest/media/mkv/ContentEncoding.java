package medianest.media.mkv;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;

/** What was done to the frames of a track before they were stored (RFC 9559 clause 5.1.4.1.31). */
sealed interface ContentEncoding {

  /** Nothing. */
  record None() implements ContentEncoding {}

  /** The same first bytes were taken from each frame. */
  record StrippedHeader(Bytes prefix) implements ContentEncoding {}

  /** Each frame was compressed with zlib. */
  record Zlib() implements ContentEncoding {}

  /** Something that this program does not undo. */
  record Unsupported() implements ContentEncoding {}

  /** What stands before the stored bytes of each frame. */
  default Bytes prefix() {
    return this instanceof StrippedHeader(Bytes prefix) ? prefix : Bytes.EMPTY;
  }

  /** Whether stored bytes, after the prefix, are the frame. */
  default boolean stored() {
    return this instanceof None || this instanceof StrippedHeader;
  }

  /** The frame of the stored bytes, which must not become larger than {@code most}. */
  default Bytes undo(byte[] bytes, int most) throws BrokenMedia, RefusedMedia {
    return switch (this) {
      case None() -> Bytes.of(bytes);
      case StrippedHeader(Bytes prefix) -> join(prefix.toArray(), bytes);
      case Zlib() -> inflate(bytes, most);
      case Unsupported() ->
          throw new RefusedMedia("The track is compressed in a way that is hardly ever used.");
    };
  }

  private static Bytes join(byte[] prefix, byte[] bytes) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(prefix.length + bytes.length);
    joined.writeBytes(prefix);
    joined.writeBytes(bytes);
    return Bytes.of(joined.toByteArray());
  }

  private static Bytes inflate(byte[] bytes, int most) throws BrokenMedia, RefusedMedia {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] step = new byte[4096];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(bytes);
      while (!inflater.finished()) {
        int n = inflater.inflate(step);
        if (n == 0 && !inflater.finished()) {
          throw new BrokenMedia("A compressed frame of the file is damaged.");
        }
        if (out.size() + n > most) {
          throw new RefusedMedia("A compressed frame of the file is larger than any real one.");
        }
        out.write(step, 0, n);
      }
    } catch (DataFormatException e) {
      throw new BrokenMedia("A compressed frame of the file is damaged.");
    }
    return Bytes.of(out.toByteArray());
  }
}
