package medianest.media;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Real media that nobody in this project made, where they lie beside the checkout. */
public final class Corpus {

  private static final List<String> MP4_LIKE =
      List.of(".mp4", ".mov", ".m4a", ".m4b", ".3gp", ".m4s");

  private Corpus() {}

  /** The folder of the whole checkout. */
  public static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("media/pom.xml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not within the checkout");
      }
    }
    return folder;
  }

  public static boolean present() {
    return Files.isDirectory(place());
  }

  private static Path place() {
    return checkout().resolve("../shared/media").normalize();
  }

  /** The folder of the media; a test that asks for it is skipped where there is none. */
  public static Path folder() {
    Path folder = place();
    assumeTrue(present(), () -> "no media of others at " + folder);
    return folder;
  }

  /** All files but dumps and notes, in order of their names. */
  public static List<Path> files() {
    try (Stream<Path> files = Files.walk(folder())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".dump") && !file.toString().endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that are named like files of the MP4 family. */
  public static List<Path> mp4Files() {
    return files().stream()
        .filter(file -> {
          String name = file.toString().toLowerCase(Locale.ROOT);
          return MP4_LIKE.stream().anyMatch(name::endsWith);
        })
        .toList();
  }

  /** The name by which tests speak of a file. */
  public static String name(Path file) {
    return folder().relativize(file).toString();
  }
}
