package medianest.media.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on disk. */
public final class FileSource implements ByteSource {

  private final FileChannel channel;
  private final long length;

  private FileSource(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
  }

  public static FileSource open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new FileSource(channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The channel behind the source, for zero-copy transfers; closed with the source. */
  public FileChannel channel() {
    return channel;
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
        throw new BrokenMedia("The file ends at byte " + at + ", earlier than it says itself.");
      }
      at += n;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
