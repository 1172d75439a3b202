package medianest.media.fmp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;

/** A media segment: a head that we wrote, followed by bytes of the original file. */
public sealed interface MediaSegment {

  /** The {@code moof} box and the header of the {@code mdat} box; a view of its own, read-only. */
  ByteBuffer head();

  /** Bytes of the whole segment. */
  long byteCount();

  /** Pieces of the file, in the order of the segment. */
  List<FileSpan> pieces();

  /** Whether the head and the pieces are the whole segment, with nothing to put in between. */
  boolean asStored();

  /** The whole segment in memory. */
  ByteBuffer gather(ByteSource source) throws IOException;

  /**
   * A segment that leaves by zero copy: one piece of the file follows, and some of it is skipped.
   */
  final class Spanned implements MediaSegment {
    private final ByteBuffer head;
    private final FileSpan span;

    Spanned(ByteBuffer head, FileSpan span) {
      this.head = head;
      this.span = span;
    }

    @Override
    public ByteBuffer head() {
      return head.duplicate();
    }

    /** What follows the head. */
    public FileSpan span() {
      return span;
    }

    @Override
    public List<FileSpan> pieces() {
      return List.of(span);
    }

    @Override
    public boolean asStored() {
      return true;
    }

    @Override
    public long byteCount() {
      return head.remaining() + span.length();
    }

    @Override
    public ByteBuffer gather(ByteSource source) throws IOException {
      return MediaSegment.gather(source, this, List.of(span), Bytes.EMPTY);
    }
  }

  /** A segment whose samples lie far apart, or lack bytes that the container took away. */
  final class Scattered implements MediaSegment {
    private final ByteBuffer head;
    private final List<FileSpan> pieces;
    private final Bytes prefix;
    private final long byteCount;

    /**
     * @param prefix comes before each piece
     */
    Scattered(ByteBuffer head, List<FileSpan> pieces, Bytes prefix) {
      this.head = head;
      this.pieces = List.copyOf(pieces);
      this.prefix = prefix;
      this.byteCount =
          head.remaining()
              + (long) prefix.length() * pieces.size()
              + pieces.stream().mapToLong(FileSpan::length).sum();
    }

    @Override
    public ByteBuffer head() {
      return head.duplicate();
    }

    @Override
    public List<FileSpan> pieces() {
      return pieces;
    }

    @Override
    public boolean asStored() {
      return prefix.isEmpty();
    }

    @Override
    public long byteCount() {
      return byteCount;
    }

    @Override
    public ByteBuffer gather(ByteSource source) throws IOException {
      return MediaSegment.gather(source, this, pieces, prefix);
    }
  }

  private static ByteBuffer gather(
      ByteSource source, MediaSegment segment, List<FileSpan> pieces, Bytes prefix)
      throws IOException {
    for (FileSpan piece : pieces) {
      if (piece.end() > source.length()) {
        throw new BrokenMedia(
            "The file ends at byte " + source.length() + ", before the samples that it lists.");
      }
    }
    ByteBuffer whole = ByteBuffer.allocate(Math.toIntExact(segment.byteCount()));
    whole.put(segment.head());
    byte[] before = prefix.toArray();
    for (FileSpan piece : pieces) {
      whole.put(before);
      whole.limit(whole.position() + Math.toIntExact(piece.length()));
      source.read(piece.offset(), whole);
      whole.limit(whole.capacity());
    }
    return whole.flip();
  }
}
