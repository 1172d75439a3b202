package medianest.artwork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The picture files beside a video, by the names that people's programs give them. Those that carry
 * the video's name count always; the others only where the video has its folder to itself, for
 * among several they belong to the series.
 */
record SidePictures(
    Optional<Path> cover, Optional<Path> still, Optional<Path> backdrop, Optional<Path> logo) {

  private static final List<String> COVERS =
      List.of("poster", "folder", "cover", "default", "movie", "show");
  private static final List<String> STILLS = List.of("thumb", "landscape");
  private static final List<String> BACKDROPS = List.of("backdrop", "fanart", "background", "art");
  private static final List<String> LOGOS = List.of("logo", "clearlogo");

  /** One of several. */
  private static final Pattern MORE_BACKDROPS =
      Pattern.compile("(?:backdrop|fanart|background|art)-?\\d{1,3}|extrafanart/.+");

  private static final long LARGEST = 32 << 20;

  /** Those of a video among the files of its folder. */
  static SidePictures of(Videos.Video video, PictureFiles folder) {
    String own =
        PictureFiles.stem(String.valueOf(video.path().getFileName()).toLowerCase(Locale.ROOT));
    boolean alone = folder.videos() == 1 && !video.episode();
    return named(folder.pictures(), own, alone).within(video.root());
  }

  /**
   * Picks by names.
   *
   * @param pictures by their names in lower case, without their endings
   * @param video the video's name likewise
   * @param alone whether it has its folder to itself
   */
  static SidePictures named(Map<String, Path> pictures, String video, boolean alone) {
    Optional<Path> own =
        Optional.ofNullable(pictures.get(video))
            .or(() -> Optional.ofNullable(pictures.get("metadata/" + video)));
    SidePictures found = prefixed(pictures, video + "-");
    if (!alone) {
      return new SidePictures(found.cover, found.still.or(() -> own), found.backdrop, found.logo);
    }
    SidePictures folder = ofFolder(pictures);
    return new SidePictures(
        found.cover.or(folder::cover).or(() -> own),
        found.still.or(folder::still),
        found.backdrop.or(folder::backdrop),
        found.logo.or(folder::logo));
  }

  /** Those of a folder: of a film, a series or a season that has it to itself. */
  static SidePictures ofFolder(Map<String, Path> pictures) {
    SidePictures found = prefixed(pictures, "");
    Optional<Path> any =
        pictures.keySet().stream()
            .filter(name -> MORE_BACKDROPS.matcher(name).matches())
            .sorted()
            .findFirst()
            .map(pictures::get);
    return new SidePictures(found.cover, found.still, found.backdrop.or(() -> any), found.logo);
  }

  /**
   * Those of a season: in its folder, or in that of its series under its number.
   *
   * @param number 0 for specials
   */
  static SidePictures ofSeason(Map<String, Path> own, Map<String, Path> series, int number) {
    SidePictures found = ofFolder(own);
    List<String> names = new ArrayList<>();
    if (number == 0) {
      names.add("season-specials");
    }
    names.add(String.format(Locale.ROOT, "season%02d", number));
    names.add("season" + number);
    for (String name : names) {
      found = found.or(prefixed(own, name + "-")).or(prefixed(series, name + "-"));
      found = found.or(cover(own.get(name))).or(cover(series.get(name)));
    }
    return found.or(prefixed(series, "season-all-"));
  }

  private static SidePictures cover(@Nullable Path file) {
    return new SidePictures(
        Optional.ofNullable(file), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static SidePictures prefixed(Map<String, Path> pictures, String prefix) {
    return new SidePictures(
        first(pictures, prefix, COVERS),
        first(pictures, prefix, STILLS),
        first(pictures, prefix, BACKDROPS),
        first(pictures, prefix, LOGOS));
  }

  private static Optional<Path> first(
      Map<String, Path> pictures, String prefix, List<String> words) {
    return words.stream()
        .map(word -> pictures.get(prefix + word))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** These, and where one is missing that of the others. */
  SidePictures or(SidePictures others) {
    return new SidePictures(
        cover.or(others::cover),
        still.or(others::still),
        backdrop.or(others::backdrop),
        logo.or(others::logo));
  }

  /** Those that a catalogue gave. */
  static SidePictures given(Path folder) {
    return new SidePictures(
        given(folder, "poster.jpg"),
        given(folder, "still.jpg"),
        given(folder, "backdrop.jpg"),
        Optional.empty());
  }

  private static Optional<Path> given(Path folder, String name) {
    return Optional.of(folder.resolve(name)).filter(Files::isRegularFile);
  }

  /** Whether there is no picture to show the item by, which a logo alone is not. */
  boolean isNone() {
    return cover.isEmpty() && still.isEmpty() && backdrop.isEmpty();
  }

  /** Changes when a picture comes, goes or is replaced; cheap to tell, so it can be told often. */
  String state() {
    StringBuilder state = new StringBuilder();
    // Without a logo it is what it was before there were logos, so that nothing is made anew.
    List<Optional<Path>> files =
        logo.isEmpty() ? List.of(cover, still, backdrop) : List.of(cover, still, backdrop, logo);
    for (Optional<Path> file : files) {
      state.append('/');
      file.ifPresent(path -> {
        try {
          state
              .append(path.getFileName())
              .append(Files.size(path))
              .append('-')
              .append(Files.getLastModifiedTime(path).toMillis());
        } catch (IOException e) {
          state.append("unreadable");
        }
      });
    }
    return state.toString();
  }

  /** A link must not lead out of the library. */
  SidePictures within(Path root) {
    Predicate<Path> fit =
        file -> {
          try {
            Path real = file.toRealPath();
            return real.startsWith(root.toRealPath())
                && Files.isRegularFile(real)
                && Files.size(real) <= LARGEST;
          } catch (IOException e) {
            return false;
          }
        };
    return new SidePictures(
        cover.filter(fit), still.filter(fit), backdrop.filter(fit), logo.filter(fit));
  }
}
