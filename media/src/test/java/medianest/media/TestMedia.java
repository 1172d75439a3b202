package medianest.media;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Small media that the script {@code make-media} makes with ffmpeg, kept under target. A test that
 * asks for them is skipped where there is no ffmpeg.
 */
public final class TestMedia {

  private static final String SCRIPT = "media/src/test/scripts/make-media";

  private TestMedia() {}

  public static Path file(String name) {
    return folder().resolve(name);
  }

  public static List<Path> mp4Files() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().matches(".*\\.(mp4|mov)")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Made anew whenever the script has changed. */
  private static synchronized Path folder() {
    assumeTrue(installed("ffmpeg"), "ffmpeg is not installed, so there are no media to test with");
    Path script = Corpus.checkout().resolve(SCRIPT);
    try {
      String version = Integer.toHexString(Arrays.hashCode(Files.readAllBytes(script)));
      Path folder = Corpus.checkout().resolve("media/target/test-media-" + version);
      if (!Files.exists(folder.resolve("complete"))) {
        run("sh", script.toString(), folder.toString());
        Files.createFile(folder.resolve("complete"));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean installed(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Runs a program to its end, which has to be a good one. */
  public static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + output);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
