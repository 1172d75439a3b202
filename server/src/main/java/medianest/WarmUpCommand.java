package medianest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code warm-up FOLDER}: does once what every start does, so that the JVM can write down which
 * classes that takes (JEP 483 and 514). Every class that it writes down costs each start a little,
 * so what only the first start of a folder needs is done before, by a run of its own.
 */
final class WarmUpCommand {

  private static final List<String> MAIN_ROUTES =
      List.of("/health", "/api/v1/health", "/", "/api/v1/setup", "/api/v1/media", "/metrics");

  private WarmUpCommand() {}

  /**
   * @param words the folder; it is as a server leaves it afterwards, so that a second run is what a
   *     usual start is
   */
  static int run(List<String> words) throws BadUsage, StartFailure {
    if (words.size() != 1) {
      throw new BadUsage("warm-up wants the folder in which it is to rehearse.");
    }
    try {
      rehearse(Path.of(words.getFirst()));
    } catch (IOException e) {
      throw new StartFailure("The rehearsal of the start failed: " + e + ".", e);
    }
    return 0;
  }

  private static void rehearse(Path folder) throws IOException, BadUsage, StartFailure {
    Path library = Files.createDirectories(folder.resolve("library"));
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
    try (MediaNest nest = ServeCommand.start(words)) {
      visit(nest.port());
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
}
