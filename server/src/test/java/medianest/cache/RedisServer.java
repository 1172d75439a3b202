package medianest.cache;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real server of its own on a free port of the loopback, which can be killed and started again.
 */
final class RedisServer {

  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");

  private final int port;
  private final Path folder;
  private @Nullable Process process;

  RedisServer(Path folder) throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), "no redis-server");
    this.folder = folder;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      this.port = socket.getLocalPort();
    }
  }

  CacheConfig config() {
    return new CacheConfig("redis://127.0.0.1:" + port, Duration.ofMillis(250));
  }

  /** Starts it with what it kept. */
  RedisServer start() throws IOException {
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--appendonly",
                "yes")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (!answers()) {
      LockSupport.parkNanos(1_000_000);
    }
    return this;
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == '+';
    } catch (IOException e) {
      return false;
    }
  }

  /** Says a command to it, as somebody else might. */
  void command(String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      if (socket.getInputStream().read() == '-') {
        throw new IOException("refused: " + line);
      }
    }
  }

  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Holds it so that it neither answers nor closes its connections. */
  void hold() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void letGo() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    if (process != null) {
      new ProcessBuilder(List.of("kill", name, Long.toString(process.pid()))).start().waitFor();
    }
  }

  void close() throws IOException, InterruptedException {
    letGo();
    kill();
  }
}
