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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import medianest.config.Option;
import medianest.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * {@code warm-up}: does once, on a folder that is thrown away, what every start does, so that the
 * JVM can write down which classes that takes (JEP 483 and 514).
 */
@CommandLine.Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {

  private static final List<String> MAIN_ROUTES =
      List.of("/health", "/api/v1/health", "/", "/api/v1/setup", "/api/v1/media", "/metrics");

  @Override
  public Integer call() throws Exception {
    // Where this runs as root, PostgreSQL does not, and must be able to pass.
    Path folder =
        Files.createTempDirectory(
            "medianest-warm-up",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    try {
      Settings settings =
          Settings.of(
              null,
              Map.of(
                  "data", Option.of("--data", folder.resolve("data")),
                  "http.host", Option.of("--host", "127.0.0.1"),
                  "http.port", Option.of("--port", "0")));
      MediaNestConfig config = settings.read("", MediaNestConfig.defaults(folder));
      for (int start = 0; start < 2; start++) {
        try (MediaNest nest = MediaNest.start(config, Clock.systemUTC(), null)) {
          visit(nest.port());
        }
      }
    } finally {
      delete(folder);
    }
    return 0;
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
