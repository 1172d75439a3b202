package medianest.media.mkv;

import java.io.IOException;
import java.nio.ByteBuffer;
import medianest.media.io.ByteSource;

/** Counts what is read of another source. */
final class CountingSource implements ByteSource {

  private final ByteSource source;
  private long bytes;
  private int reads;

  CountingSource(ByteSource source) {
    this.source = source;
  }

  long bytes() {
    return bytes;
  }

  int reads() {
    return reads;
  }

  @Override
  public long length() {
    return source.length();
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    bytes += target.remaining();
    reads++;
    source.read(position, target);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
