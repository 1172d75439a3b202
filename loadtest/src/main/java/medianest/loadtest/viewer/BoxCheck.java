package medianest.loadtest.viewer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32C;
import medianest.loadtest.http.BodySink;

/**
 * Reads a segment as it passes: its boxes must follow each other without a gap and end where it
 * ends (ISO/IEC 14496-12, section 4.2). A load test that only counts statuses of 200 would pass on
 * segments that are cut off.
 */
final class BoxCheck implements BodySink {

  private static final Set<String> KNOWN =
      Set.of("styp", "ftyp", "moov", "moof", "mdat", "sidx", "emsg", "prft", "free");

  private final BodySink next;
  private final byte[] header = new byte[8];
  private final CRC32C sum = new CRC32C();
  private int headerBytes;
  private long left;
  private boolean broken;
  private long boxes;

  BoxCheck(BodySink next) {
    this.next = next;
  }

  @Override
  public void take(ByteBuffer bytes) throws IOException {
    sum.update(bytes.duplicate());
    ByteBuffer at = bytes.duplicate();
    while (at.hasRemaining() && !broken) {
      if (left > 0) {
        int skip = (int) Math.min(left, at.remaining());
        at.position(at.position() + skip);
        left -= skip;
      } else {
        header[headerBytes++] = at.get();
        if (headerBytes == header.length) {
          box();
        }
      }
    }
    next.take(bytes);
  }

  private void box() {
    headerBytes = 0;
    boxes++;
    long size = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt());
    String type = new String(header, 4, 4, StandardCharsets.ISO_8859_1);
    broken = size < 8 || !KNOWN.contains(type);
    left = size - 8;
  }

  @Override
  public boolean looks() {
    return true;
  }

  @Override
  public int step() {
    return next.step();
  }

  boolean whole() {
    return !broken && boxes > 0 && left == 0 && headerBytes == 0;
  }

  long sum() {
    return sum.getValue();
  }
}
