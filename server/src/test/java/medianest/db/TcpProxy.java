package medianest.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line between a client and a server on this machine that can be held, so that nothing passes and
 * nobody is told, and cut.
 */
public final class TcpProxy implements AutoCloseable {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final ServerSocket door;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Object change = new Object();
  private boolean held;
  private volatile boolean cut;

  public TcpProxy(int target) throws IOException {
    this.door = new ServerSocket(0, 50, HERE);
    this.target = target;
    Thread.ofPlatform().daemon().name("proxy").start(this::welcome);
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Nothing passes from now on, and no connection is closed. */
  public void hold() {
    synchronized (change) {
      held = true;
    }
  }

  /** Closes all connections, and new ones at once. */
  public void cut() throws IOException {
    cut = true;
    for (Socket each : open) {
      each.close();
    }
  }

  /** All is as at the beginning; what was held passes. */
  public void mend() {
    synchronized (change) {
      held = false;
      change.notifyAll();
    }
    cut = false;
  }

  private void welcome() {
    try {
      while (true) {
        Socket client = door.accept();
        if (cut) {
          client.close();
        } else {
          connect(client);
        }
      }
    } catch (IOException e) {
      // The door was closed.
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket(HERE, target);
    open.add(client);
    open.add(server);
    pass(client, server);
    pass(server, client);
  }

  private void pass(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(() -> {
          byte[] bytes = new byte[8192];
          try (from;
              to;
              InputStream in = from.getInputStream();
              OutputStream out = to.getOutputStream()) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
              awaitLeave();
              out.write(bytes, 0, n);
            }
          } catch (IOException e) {
            // One of them hung up.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            open.remove(from);
            open.remove(to);
          }
        });
  }

  private void awaitLeave() throws InterruptedException {
    synchronized (change) {
      while (held) {
        change.wait();
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
    mend();
  }
}
