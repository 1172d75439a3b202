package medianest.upload;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** A file while it comes in, which knows its content so far. */
final class PartFile implements Closeable {

  private static final int PIECE = 256 << 10;

  private final FileChannel file;
  private final CRC32C crc = new CRC32C();
  private long bytes;

  private PartFile(FileChannel file) {
    this.file = file;
  }

  static PartFile create(Path path) throws IOException {
    return new PartFile(
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  void write(ByteBuffer piece) throws IOException {
    crc.update(piece.duplicate());
    bytes += piece.remaining();
    while (piece.hasRemaining()) {
      file.write(piece);
    }
  }

  Content content() {
    return new Content(bytes, crc.getValue());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Whether the file has that content; reads it where it is as long. */
  static boolean holds(Path path, Content content) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      if (file.size() != content.bytes()) {
        return false;
      }
      CRC32C crc = new CRC32C();
      ByteBuffer piece = ByteBuffer.allocate(Math.clamp(content.bytes(), 1, PIECE));
      while (file.read(piece.clear()) >= 0) {
        crc.update(piece.flip());
      }
      return crc.getValue() == content.crc32c();
    }
  }
}
