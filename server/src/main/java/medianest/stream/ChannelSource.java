package medianest.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteSource;

/** Reads through a channel that somebody else closes. */
final class ChannelSource implements ByteSource {

  private final FileChannel channel;
  private final long length;

  ChannelSource(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int n = channel.read(target, at);
      if (n < 0) {
        throw new BrokenMedia("The file ends at byte " + at + ", earlier than it did before.");
      }
      at += n;
    }
  }

  @Override
  public void close() {}
}
