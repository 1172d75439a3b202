package medianest.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * Bytes in memory followed by pieces of a file, in the guise of one file.
 *
 * <p>Vert.x writes a response either from buffers or as one file, never as both. It hands the file
 * as a {@link FileChannel} to Netty's NIO transport, which does nothing with it but call {@link
 * #transferTo} with the socket: so the head leaves by a write and each piece by the {@code
 * sendfile} of the file beneath, without a copy. Under TLS and HTTP/2 the same channel is read
 * instead. Netty's native transport asks for a real descriptor and cannot do this.
 */
final class SpanChannel extends FileChannel {

  private final ByteBuffer head;
  private final FileChannel file;
  private final List<Response.Span> spans;
  private final ByteRange part;

  /** How far the socket has come, for the guard against slow readers. */
  private volatile long reached;

  /**
   * @param part what of the whole is to leave
   */
  SpanChannel(Response.Spans whole, ByteRange part) {
    this.head = whole.head();
    this.file = whole.file();
    this.spans = whole.spans();
    this.part = part;
  }

  long reached() {
    return reached;
  }

  @Override
  public long size() {
    return part.length();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    long sent = 0;
    while (sent < count) {
      long moved = transferPiece(part.first() + position + sent, count - sent, target);
      if (moved <= 0) {
        break;
      }
      sent += moved;
    }
    reached = Math.max(reached, position + sent);
    return sent;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    int total = 0;
    while (target.hasRemaining()) {
      int count = readPiece(target, part.first() + position + total);
      if (count <= 0) {
        break;
      }
      total += count;
    }
    reached = Math.max(reached, position + total);
    return total == 0 && target.hasRemaining() ? -1 : total;
  }

  private long transferPiece(long position, long count, WritableByteChannel target)
      throws IOException {
    if (position < head.remaining()) {
      return target.write(headSlice(position, count));
    }
    long start = head.remaining();
    for (Response.Span span : spans) {
      if (position < start + span.length()) {
        long within = position - start;
        long from = span.offset() + within;
        long moved = file.transferTo(from, Math.min(count, span.length() - within), target);
        if (moved == 0 && file.size() <= from) {
          // Nothing moves when the socket is full as well; waiting for bytes would never end.
          throw new EOFException("The file became shorter while it was sent.");
        }
        return moved;
      }
      start += span.length();
    }
    return 0;
  }

  private int readPiece(ByteBuffer target, long position) throws IOException {
    if (position < head.remaining()) {
      ByteBuffer slice = headSlice(position, target.remaining());
      int count = slice.remaining();
      target.put(slice);
      return count;
    }
    long start = head.remaining();
    for (Response.Span span : spans) {
      if (position < start + span.length()) {
        long within = position - start;
        int count = (int) Math.min(target.remaining(), span.length() - within);
        ByteBuffer window = target.slice(target.position(), count);
        int read = file.read(window, span.offset() + within);
        target.position(target.position() + Math.max(read, 0));
        return read;
      }
      start += span.length();
    }
    return -1;
  }

  private ByteBuffer headSlice(long position, long count) {
    int length = (int) Math.min(count, head.remaining() - position);
    return head.slice(head.position() + (int) position, length);
  }

  /** The file beneath is not this channel's to close: the response's release does that. */
  @Override
  protected void implCloseChannel() {}

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long newPosition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel truncate(long newSize) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void force(boolean metaData) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long length, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long length, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
