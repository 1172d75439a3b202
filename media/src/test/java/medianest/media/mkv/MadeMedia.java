package medianest.media.mkv;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The files that the script {@code make-matroska} makes, once for each version of the script. */
final class MadeMedia {

  private static final Path SCRIPT = Path.of("src/test/scripts/make-matroska");
  private static final String DONE = "done";

  private MadeMedia() {}

  /** All of them; none where ffmpeg or mkvmerge is not installed. */
  static synchronized List<Path> files() throws IOException, InterruptedException {
    if (!installed("ffmpeg") || !installed("mkvmerge")) {
      return List.of();
    }
    int version = Arrays.hashCode(Files.readAllBytes(SCRIPT));
    Path folder = Path.of("target", "made-matroska-%08x".formatted(version)).toAbsolutePath();
    if (!Files.exists(folder.resolve(DONE))) {
      run(SCRIPT.toAbsolutePath().toString(), folder.toString());
      Files.createFile(folder.resolve(DONE));
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(file -> file.toString().matches(".*\\.(mkv|webm|mka)")).sorted().toList();
    }
  }

  /** One of them; the test is skipped where they cannot be made. */
  static Path file(String name) throws IOException, InterruptedException {
    List<Path> files = files();
    assumeTrue(!files.isEmpty(), "ffmpeg or mkvmerge is not installed");
    return files.getFirst().resolveSibling(name);
  }

  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  private static boolean installed(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
