package medianest.loadtest.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection's bytes, in the clear or through TLS. */
interface Wire extends AutoCloseable {

  /** Bytes read; -1 at the end. */
  int read(ByteBuffer into) throws IOException;

  void write(ByteBuffer bytes) throws IOException;

  @Override
  void close();

  static Wire connect(Target target) throws IOException {
    SocketChannel channel = SocketChannel.open(target.address());
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return target.secure() ? new Secure(channel, target) : new Clear(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Straight over the socket. */
  record Clear(SocketChannel channel) implements Wire {
    @Override
    public int read(ByteBuffer into) throws IOException {
      return channel.read(into);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void close() {
      quietly(channel);
    }
  }

  /** Through the TLS of the JDK, which trusts what the JDK trusts. */
  final class Secure implements Wire {
    private final SSLSocket socket;
    private final ReadableByteChannel in;
    private final OutputStream out;

    Secure(SocketChannel channel, Target target) throws IOException {
      SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
      socket =
          (SSLSocket)
              factory.createSocket(
                  channel.socket(), target.host(), target.address().getPort(), true);
      InputStream stream = socket.getInputStream();
      in = Channels.newChannel(stream);
      out = socket.getOutputStream();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return in.read(into);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      bytes.position(bytes.limit());
      out.flush();
    }

    @Override
    public void close() {
      quietly(socket);
    }
  }

  private static void quietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // A connection that cannot be closed is closed by its other end.
      return;
    }
  }
}
