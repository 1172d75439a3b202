package medianest.artwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SidePicturesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "poster folder            | true  | poster      | -          | -",
        "film-poster poster       | true  | film-poster | -          | -",
        "folder                   | false | -           | -          | -",
        "film-poster folder       | false | film-poster | -          | -",
        "film                     | true  | film        | -          | -",
        "film                     | false | -           | film       | -",
        "film-thumb film          | false | -           | film-thumb | -",
        "fanart landscape cover   | true  | cover       | landscape  | fanart",
        "film-fanart other-poster | false | -           | -          | film-fanart",
      })
  void picksByName(String files, boolean alone, String cover, String still, String backdrop) {
    Map<String, Path> pictures =
        Stream.of(files.strip().split(" ", -1))
            .collect(Collectors.toMap(Function.identity(), Path::of));
    SidePictures found = SidePictures.named(pictures, "film", alone);

    assertThat(found.cover().map(Path::toString).orElse("-")).isEqualTo(cover);
    assertThat(found.still().map(Path::toString).orElse("-")).isEqualTo(still);
    assertThat(found.backdrop().map(Path::toString).orElse("-")).isEqualTo(backdrop);
  }

  @Test
  void followsNoLinkOutOfTheLibrary(@TempDir Path root) throws IOException {
    Path library = Files.createDirectory(root.resolve("library"));
    Path video = Files.createFile(library.resolve("Film.mkv"));
    Path outside = Files.createFile(root.resolve("outside.jpg"));
    Files.createSymbolicLink(library.resolve("poster.jpg"), outside);
    Files.createFile(library.resolve("FANART.PNG"));

    SidePictures found =
        new PictureFiles.Finder(name -> name.endsWith(".mkv")).beside(library, video);

    assertThat(found.cover()).isEmpty();
    assertThat(found.backdrop()).contains(library.resolve("FANART.PNG"));
  }
}
