package medianest.media.mkv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Matroska files that lie beside the checkout, made by others. */
final class SharedMedia {

  private SharedMedia() {}

  /** All of them; none where the folder is absent. */
  static List<Path> files() throws IOException {
    Path folder = folder();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().matches(".*\\.(mkv|webm|mka)")).sorted().toList();
    }
  }

  static Path file(String relative) {
    return folder().resolve(relative);
  }

  private static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("media/pom.xml"))) {
        return at.resolveSibling("shared").resolve("media");
      }
    }
    throw new IllegalStateException("not run within the checkout");
  }
}
