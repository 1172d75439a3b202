package medianest.media.corpus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder {@code ../shared/media} beside the checkout. */
public final class Corpus {

  private Corpus() {}

  /** A file or folder of it; the test is skipped where there is none. */
  public static Path path(String relative) {
    Optional<Path> root = root();
    assumeTrue(root.isPresent(), "no media beside the checkout");
    return root.orElseThrow().resolve(relative);
  }

  /** All files of it whose names end in one of these; none where it is absent. */
  public static List<Path> files(String... endings) throws IOException {
    Optional<Path> root = root();
    if (root.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(root.get())) {
      return walk.filter(Files::isRegularFile)
          .filter(f -> Stream.of(endings).anyMatch(f.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  private static Optional<Path> root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("media/pom.xml"))) {
        Path media = at.resolveSibling("shared").resolve("media");
        return Files.isDirectory(media) ? Optional.of(media) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
