package medianest.stream;

import java.nio.ByteBuffer;
import java.util.List;
import medianest.media.fmp4.FileSpan;

/** Something that belongs to a track, ready to be sent to whoever asks. */
sealed interface Part {

  String contentType();

  /** Memory that it takes. */
  int weight();

  /** Bytes of ours, followed by pieces of the original file. */
  record Spans(String contentType, ByteBuffer head, List<FileSpan> pieces) implements Part {
    @Override
    public int weight() {
      return 100 + head.capacity() + 40 * pieces.size();
    }
  }

  /** Bytes in memory that are as small as they get. */
  record Whole(String contentType, ByteBuffer bytes) implements Part {
    @Override
    public int weight() {
      return 100 + bytes.capacity();
    }
  }

  /** Text, which is compressed on its way. */
  record Text(String contentType, ByteBuffer bytes) implements Part {
    @Override
    public int weight() {
      return 100 + bytes.capacity();
    }
  }
}
