package medianest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code warm-up}: does once, on a folder that is thrown away, what every start does, so that the
 * JVM can write down which classes that takes (JEP 483 and 514).
 */
final class WarmUpCommand {

  private static final List<String> MAIN_ROUTES =
      List.of("/health", "/api/v1/health", "/", "/api/v1/setup", "/api/v1/media", "/metrics");

  /** The first makes the database; the second is what is to be fast. */
  private static final int STARTS = 2;

  private WarmUpCommand() {}

  static int run() throws BadUsage, StartFailure {
    try {
      rehearse();
    } catch (IOException e) {
      throw new StartFailure("The rehearsal of the start failed: " + e + ".", e);
    }
    return 0;
  }

  private static void rehearse() throws IOException, BadUsage, StartFailure {
    // Where this runs as root, PostgreSQL does not, and must be able to pass.
    Path folder =
        Files.createTempDirectory(
            "medianest-warm-up",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    try {
      Path library = Files.createDirectory(folder.resolve("library"));
      List<String> words =
          List.of(
              "--data",
              folder.resolve("data").toString(),
              "--library",
              library.toString(),
              "--host",
              "127.0.0.1",
              "--port",
              "0");
      for (int start = 0; start < STARTS; start++) {
        try (MediaNest nest = ServeCommand.start(words)) {
          visit(nest.port());
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static void visit(int port) throws IOException {
    for (String route : MAIN_ROUTES) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        String request =
            "GET " + route + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getInputStream().readAllBytes();
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
