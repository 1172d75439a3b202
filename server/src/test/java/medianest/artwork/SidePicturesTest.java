package medianest.artwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
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
        "default                  | true  | default     | -          | -",
        "movie show               | true  | movie       | -          | -",
        "poster film-poster       | true  | film-poster | -          | -",
        "metadata/film            | false | -           | metadata/film | -",
        "metadata/film film       | false | -           | film       | -",
        "metadata/other           | false | -           | -          | -",
        "background thumb         | true  | -           | thumb      | background",
        "art backdrop2 backdrop-1 | true  | -           | -          | art",
        "backdrop2 backdrop-1     | true  | -           | -          | backdrop-1",
        "extrafanart/b extrafanart/a | true | -         | -          | extrafanart/a",
        "fanart extrafanart/a     | true  | -           | -          | fanart",
        "extrafanart/a fanart1    | false | -           | -          | -",
        "clearart disc cdart      | true  | -           | -          | -",
      })
  void picksByName(String files, boolean alone, String cover, String still, String backdrop) {
    check(SidePictures.named(pictures(files), "film", alone), cover, still, backdrop);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "poster                 | -                       | 1  | poster            | -         | -",
        "-                      | season01-poster         | 1  | season01-poster   | -         | -",
        "-                      | season1-poster          | 1  | season1-poster    | -         | -",
        "folder                 | season01-poster         | 1  | folder            | -         | -",
        "-                      | season02-poster poster  | 1  | -                 | -         | -",
        "-                      | season-specials-poster  | 0  | season-specials-poster | -    | -",
        "-                      | season00-poster         | 0  | season00-poster   | -         | -",
        "season03               | -                       | 3  | season03          | -         | -",
        "-                      | season12 season11       | 12 | season12          | -         | -",
        "-                      | season-all-poster       | 4  | season-all-poster | -         | -",
        "-                      | season-all-poster season04-poster | 4 | season04-poster | - | -",
        "landscape              | season01-fanart         | 1  | -                 | landscape |"
            + " season01-fanart",
        "-                      | season01-landscape      | 1  | -                 |"
            + " season01-landscape | -",
        "fanart cover           | season01-fanart         | 1  | cover             | -         |"
            + " fanart",
        "extrafanart/x          | -                       | 1  | -                 | -         |"
            + " extrafanart/x",
      })
  void picksThoseOfASeason(
      String own, String series, int number, String cover, String still, String backdrop) {
    check(SidePictures.ofSeason(pictures(own), pictures(series), number), cover, still, backdrop);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logo                     | true  | logo",
        "clearlogo                | true  | clearlogo",
        "clearlogo logo           | true  | logo",
        "logo                     | false | -",
        "film-logo                | false | film-logo",
        "film-clearlogo           | false | film-clearlogo",
        "film-logo logo           | true  | film-logo",
        "other-logo               | true  | -",
        "other-logo               | false | -",
        "clearart logos mylogo    | true  | -",
        "poster fanart            | true  | -",
        "extrafanart/logo         | true  | -",
      })
  void picksTheLogo(String files, boolean alone, String logo) {
    SidePictures found = SidePictures.named(pictures(files), "film", alone);
    assertThat(found.logo().map(Path::toString).orElse("-")).isEqualTo(logo);
  }

  @Test
  void tellsALogoThatComesAndNothingOfOneThatIsNotThere(@TempDir Path folder) throws IOException {
    Path poster = Files.createFile(folder.resolve("poster.jpg"));
    SidePictures without = SidePictures.ofFolder(Map.of("poster", poster));
    Path logo = Files.createFile(folder.resolve("logo.png"));
    SidePictures with = SidePictures.ofFolder(Map.of("poster", poster, "logo", logo));

    assertThat(without.state()).startsWith("/poster.jpg").endsWith("//");
    assertThat(with.state()).startsWith(without.state() + "/logo.png");
    assertThat(SidePictures.ofFolder(Map.of("logo", logo)).isNone()).isTrue();
  }

  private static Map<String, Path> pictures(String files) {
    return Stream.of(files.strip().split(" ", -1))
        .filter(name -> !name.equals("-"))
        .collect(Collectors.toMap(Function.identity(), Path::of));
  }

  private static void check(SidePictures found, String cover, String still, String backdrop) {
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
        new PictureFiles.Finder(name -> name.endsWith(".mkv"))
            .beside(new Videos.Video(library, video, Optional.empty(), false));

    assertThat(found.cover()).isEmpty();
    assertThat(found.backdrop()).contains(library.resolve("FANART.PNG"));
  }

  @Test
  void looksIntoTheFoldersOfPicturesAndLeavesASeriesItsOwn(@TempDir Path library)
      throws IOException {
    Path season = Files.createDirectories(library.resolve("Show/Season 1"));
    Path video = Files.createFile(season.resolve("Show S01E01.mkv"));
    Files.createFile(season.resolve("poster.jpg"));
    Files.createDirectory(season.resolve("metadata"));
    Files.createFile(season.resolve("metadata/Show S01E01.JPG"));
    Files.createDirectory(library.resolve("Show/extrafanart"));
    Files.createFile(library.resolve("Show/extrafanart/one.jpeg"));
    Files.createFile(library.resolve("Show/folder.tbn"));
    PictureFiles.Finder finder = new PictureFiles.Finder(name -> name.endsWith(".mkv"));

    SidePictures episode = finder.beside(new Videos.Video(library, video, Optional.empty(), true));
    assertThat(episode.cover()).isEmpty();
    assertThat(episode.still()).contains(season.resolve("metadata/Show S01E01.JPG"));

    Optional<Path> show = Optional.of(library.resolve("Show"));
    UUID id = UUID.randomUUID();
    SidePictures series =
        finder.of(new Videos.Shelf(id, OptionalInt.empty(), library, show, Optional.empty()));
    assertThat(series.cover()).contains(library.resolve("Show/folder.tbn"));
    assertThat(series.backdrop()).contains(library.resolve("Show/extrafanart/one.jpeg"));
    SidePictures first =
        finder.of(new Videos.Shelf(id, OptionalInt.of(1), library, show, Optional.of(season)));
    assertThat(first.cover()).contains(season.resolve("poster.jpg"));
    assertThat(first.backdrop()).isEmpty();
  }
}
