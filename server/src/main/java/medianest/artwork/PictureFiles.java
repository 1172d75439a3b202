package medianest.artwork;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a folder holds, for the pictures beside its videos.
 *
 * @param pictures by their names in lower case, without their endings
 * @param videos how many there are
 */
record PictureFiles(Map<String, Path> pictures, int videos) {

  private static final Logger LOG = LoggerFactory.getLogger(PictureFiles.class);

  /** What ends in tbn is a JPEG under the name that Kodi once gave to it. */
  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".webp", ".tbn");

  /** Folders of pictures; theirs are named with the folder, as in {@code metadata/episode}. */
  private static final Set<String> INNER = Set.of("extrafanart", "metadata");

  static final PictureFiles NONE = new PictureFiles(Map.of(), 0);

  /**
   * Lists folders. A large one is remembered for some times as long as its list took, so that ten
   * thousands of videos do not have it listed anew for each of them; a small one never is.
   */
  static final class Finder {

    private static final int REMEMBERED = 20;
    private static final int LARGE = 1_000;

    private final Predicate<String> isVideo;
    private volatile Listed last = new Listed(Path.of(""), NONE, 0, 0);

    private record Listed(Path folder, PictureFiles files, long atNanos, long tookNanos) {
      boolean holds(Path wanted, long now) {
        return files.videos() >= LARGE
            && folder.equals(wanted)
            && now - atNanos < REMEMBERED * tookNanos;
      }
    }

    /**
     * Remembers nothing yet.
     *
     * @param isVideo whether a file of that name is one
     */
    Finder(Predicate<String> isVideo) {
      this.isVideo = isVideo;
    }

    SidePictures beside(Videos.Video video) {
      return SidePictures.of(video, in(Objects.requireNonNull(video.path().getParent())));
    }

    /**
     * Those of a series or a season; where the season has a folder, that of its series counts too.
     */
    SidePictures of(Videos.Shelf shelf) {
      PictureFiles series = shelf.folder().map(this::in).orElse(NONE);
      SidePictures found =
          shelf.season().isEmpty()
              ? SidePictures.ofFolder(series.pictures())
              : SidePictures.ofSeason(
                  shelf.own().map(this::in).orElse(NONE).pictures(),
                  series.pictures(),
                  shelf.season().getAsInt());
      return found.within(shelf.root());
    }

    private PictureFiles in(Path folder) {
      long before = System.nanoTime();
      Listed known = last;
      if (known.holds(folder, before)) {
        return known.files();
      }
      PictureFiles files = list(folder, isVideo);
      long now = System.nanoTime();
      last = new Listed(folder, files, now, now - before);
      return files;
    }
  }

  private static PictureFiles list(Path folder, Predicate<String> isVideo) {
    Map<String, Path> pictures = new TreeMap<>();
    int videos = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (ENDINGS.stream().anyMatch(name::endsWith)) {
          pictures.put(stem(name), file);
        } else if (isVideo.test(name)) {
          videos++;
        } else if (INNER.contains(name) && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          list(file, isVideo)
              .pictures()
              .forEach((inner, path) -> pictures.put(name + "/" + inner, path));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("The pictures in {} could not be looked for: {}", folder, e.toString());
      return NONE;
    }
    return new PictureFiles(pictures, videos);
  }

  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 1 ? name : name.substring(0, dot);
  }
}
