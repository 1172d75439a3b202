package medianest.artwork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The picture files beside a video, by the names that people's programs give them. Those that carry
 * the video's name count always; the others only where the video has its folder to itself, for
 * among several they belong to the series.
 */
record SidePictures(Optional<Path> cover, Optional<Path> still, Optional<Path> backdrop) {

  private static final List<String> COVERS =
      List.of("poster", "folder", "cover", "default", "movie", "show");
  private static final List<String> STILLS = List.of("thumb", "landscape");
  private static final List<String> BACKDROPS = List.of("backdrop", "fanart", "background", "art");

  private static final long LARGEST = 32 << 20;

  /** Those of a video among the files of its folder. */
  static SidePictures of(Path root, Path video, PictureFiles folder) {
    String own = PictureFiles.stem(String.valueOf(video.getFileName()).toLowerCase(Locale.ROOT));
    return named(folder.pictures(), own, folder.videos() == 1).within(root);
  }

  /**
   * Picks by names.
   *
   * @param pictures by their names in lower case, without their endings
   * @param video the video's name likewise
   * @param alone whether it has its folder to itself
   */
  static SidePictures named(Map<String, Path> pictures, String video, boolean alone) {
    Optional<Path> own = Optional.ofNullable(pictures.get(video));
    Optional<Path> cover = first(pictures, video, COVERS, alone);
    Optional<Path> still = first(pictures, video, STILLS, alone);
    return new SidePictures(
        cover.isPresent() || !alone ? cover : own,
        still.isPresent() || alone ? still : own,
        first(pictures, video, BACKDROPS, alone));
  }

  private static Optional<Path> first(
      Map<String, Path> pictures, String video, List<String> words, boolean alone) {
    for (String prefix : alone ? List.of(video + "-", "") : List.of(video + "-")) {
      for (String word : words) {
        Path found = pictures.get(prefix + word);
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  /** These, and where one is missing that of the others. */
  SidePictures or(SidePictures others) {
    return new SidePictures(
        cover.or(others::cover), still.or(others::still), backdrop.or(others::backdrop));
  }

  /** Those that a catalogue gave. */
  static SidePictures given(Path folder) {
    return new SidePictures(
        Optional.of(folder.resolve("poster.jpg")).filter(Files::isRegularFile),
        Optional.empty(),
        Optional.of(folder.resolve("backdrop.jpg")).filter(Files::isRegularFile));
  }

  /** Changes when a picture comes, goes or is replaced; cheap to tell, so it can be told often. */
  String state() {
    StringBuilder state = new StringBuilder();
    for (Optional<Path> file : List.of(cover, still, backdrop)) {
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
  private SidePictures within(Path root) {
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
    return new SidePictures(cover.filter(fit), still.filter(fit), backdrop.filter(fit));
  }
}
