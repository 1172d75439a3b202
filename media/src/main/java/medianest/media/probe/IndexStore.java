package medianest.media.probe;

import java.util.Optional;
import java.util.zip.CRC32C;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;
import medianest.media.mkv.MkvIndex;
import medianest.media.mp4.Mp4Index;
import medianest.media.track.MediaIndex;

/**
 * Indexes as bytes, to be kept beside the catalogue. Their form is nobody's but this program's: a
 * magic, the kind, the version of that kind, a checksum, then what the kind writes. Whatever does
 * not fit exactly is no index, and is made again from the file.
 */
public final class IndexStore {

  private static final int MAGIC = 0x4d4e_4958;
  private static final int MP4 = 1;
  private static final int MATROSKA = 2;
  private static final int HEADER = 4 + 1 + 4 + 8;

  private IndexStore() {}

  /** The bytes of an index. */
  public static Bytes write(MediaIndex index) {
    ByteRecord content = new ByteRecord();
    return switch (index) {
      case Mp4Index mp4 -> {
        mp4.writeTo(content);
        yield framed(MP4, Mp4Index.VERSION, content.toBytes());
      }
      case MkvIndex mkv -> {
        mkv.writeTo(content);
        yield framed(MATROSKA, MkvIndex.VERSION, content.toBytes());
      }
      default -> throw new IllegalArgumentException("an index of no container: " + index);
    };
  }

  private static Bytes framed(int kind, int version, Bytes content) {
    return new ByteRecord()
        .i32(MAGIC)
        .u8(kind)
        .i32(version)
        .i64(checksum(content))
        .bytes(content)
        .toBytes();
  }

  /** The index that was written; empty where the bytes are of another version, or damaged. */
  public static Optional<MediaIndex> read(Bytes bytes) {
    if (bytes.length() < HEADER) {
      return Optional.empty();
    }
    try {
      ByteCursor cursor = ByteCursor.over(bytes);
      boolean ours = cursor.i32() == MAGIC;
      int kind = cursor.u8();
      int version = cursor.i32();
      long checksum = cursor.i64();
      Bytes content = bytes.slice(HEADER, bytes.length());
      if (!ours || checksum != checksum(content)) {
        return Optional.empty();
      }
      return content(kind, version, ByteCursor.over(content));
    } catch (BrokenMedia e) {
      return Optional.empty();
    }
  }

  private static Optional<MediaIndex> content(int kind, int version, ByteCursor cursor)
      throws BrokenMedia {
    if (kind == MP4 && version == Mp4Index.VERSION) {
      return Optional.of(Mp4Index.readFrom(cursor));
    }
    if (kind == MATROSKA && version == MkvIndex.VERSION) {
      return Optional.of(MkvIndex.readFrom(cursor));
    }
    return Optional.empty();
  }

  private static long checksum(Bytes content) {
    CRC32C crc = new CRC32C();
    crc.update(content.buffer());
    return crc.getValue();
  }
}
