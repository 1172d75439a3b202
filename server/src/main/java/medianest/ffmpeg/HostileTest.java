package medianest.ffmpeg;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import medianest.ffmpeg.Findings.Shut;

/**
 * Lets ffmpeg try what a film that takes it over would try, under the restrictions of every run:
 * read another file, write one, call out. What a kernel promises and what it does are two things.
 */
final class HostileTest {

  private static final String SECRET = "not for you";
  private static final int PATIENCE_MILLIS = 1;

  private final Ffmpeg ffmpeg;

  HostileTest(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  Set<Shut> shut() throws IOException, InterruptedException {
    Set<Shut> shut = EnumSet.noneOf(Shut.class);
    Path folder = Files.createTempDirectory("medianest-hostile");
    Path secret = folder.resolve("secret");
    Path written = folder.resolve("written");
    try {
      Files.writeString(secret, SECRET);
      if (!read(secret)) {
        shut.add(Shut.READING);
      }
      if (!write(written)) {
        shut.add(Shut.WRITING);
      }
      if (!call()) {
        shut.add(Shut.NETWORK);
      }
      return shut;
    } finally {
      Files.deleteIfExists(secret);
      Files.deleteIfExists(written);
      Files.delete(folder);
    }
  }

  private boolean read(Path secret) throws IOException, InterruptedException {
    String said =
        ffmpeg.ask(
            "-f", "data", "-i", "file:" + secret, "-map", "0", "-c", "copy", "-f", "data", "-");
    return said.contains(SECRET);
  }

  private boolean write(Path target) throws IOException, InterruptedException {
    ffmpeg.ask("-f", "lavfi", "-i", "anullsrc", "-t", "0.01", "-f", "s16le", "file:" + target);
    return Files.exists(target);
  }

  private boolean call() throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "tcp://127.0.0.1:" + server.getLocalPort() + "?timeout=500000";
      ffmpeg.ask("-f", "data", "-i", address, "-map", "0", "-c", "copy", "-f", "data", "-");
      server.setSoTimeout(PATIENCE_MILLIS);
      try (Socket caller = server.accept()) {
        return caller.isBound();
      } catch (SocketTimeoutException e) {
        return false;
      }
    }
  }
}
