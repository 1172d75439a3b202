package medianest.artwork;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import medianest.ffmpeg.Demuxer;
import medianest.media.track.Chapter;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pictures of one item in a folder of its own: of picture files beside the video, of
 * those within it, and of its key frames, in this order of preference.
 */
final class Drawing {

  private static final Logger LOG = LoggerFactory.getLogger(Drawing.class);

  /** The widths in which covers, stills and backdrops are made; pages ask for no others. */
  static final List<Integer> WIDTHS = List.of(320, 640, 1280);

  private static final int COLUMNS = 6;
  private static final int ROWS = 6;
  private static final int SMALL_WIDTH = 320;
  private static final int SMALL_HEIGHT = 180;
  private static final int LOGO_WIDTH = 960;
  private static final int LOGO_HEIGHT = 288;
  private static final int MOST_CHAPTERS = 60;

  /** One in ten seconds, or in long films so that there are no more than this. */
  private static final int MOST_SMALL = 1_440;

  private static final double INTERVAL = 10;

  private final PictureMaker maker;
  private final Path folder;
  private boolean cover;
  private boolean still;
  private boolean backdrop;
  private boolean logo;
  private final List<Integer> chapters = new ArrayList<>();
  private @Nullable Trickplay trickplay;

  Drawing(PictureMaker maker, Path folder) {
    this.maker = maker;
    this.folder = folder;
  }

  /** What has been made so far. */
  PictureList list() {
    return new PictureList(cover, still, backdrop, logo, chapters, trickplay);
  }

  /** The first of the candidates that is a picture becomes the cover. */
  void cover(List<byte[]> candidates) throws IOException, InterruptedException {
    cover = fromFile(candidates, "cover", this::sizes);
  }

  void still(List<byte[]> candidates) throws IOException, InterruptedException {
    still = fromFile(candidates, "still", this::sizes);
  }

  void backdrop(List<byte[]> candidates) throws IOException, InterruptedException {
    backdrop = fromFile(candidates, "backdrop", this::sizes);
  }

  void logo(List<byte[]> candidates) throws IOException, InterruptedException {
    logo = fromFile(candidates, "logo", this::transparent);
  }

  /** Makes of a picture of some size those that have a name. */
  private interface Maker {
    void make(PictureMaker.Origin origin, int width, int height, String name)
        throws IOException, InterruptedException;
  }

  private boolean fromFile(List<byte[]> candidates, String name, Maker maker)
      throws IOException, InterruptedException {
    for (byte[] candidate : candidates) {
      Optional<PictureHead> head = PictureHead.of(candidate);
      if (head.isEmpty()) {
        continue;
      }
      Path file = Files.write(folder.resolve("source"), candidate);
      try {
        maker.make(
            new PictureMaker.Origin(file, head.get().demuxer(), 0, false),
            head.get().width(),
            head.get().height(),
            name);
        return true;
      } catch (PictureMaker.Failure e) {
        LOG.info("A picture could not be used as {}: {}", name, e.getMessage());
      } finally {
        Files.delete(file);
      }
    }
    return false;
  }

  /** Whether there is a picture to show the item by. */
  boolean showsFilm() {
    return still;
  }

  /** Takes the small pictures back, which are whole or not there at all. */
  void withoutSmall() throws IOException {
    trickplay = null;
    chapters.clear();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "{keys,tiles-*,chapter-*}.*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  /** Small pictures for seeking, those of the chapters, and a still where there is none yet. */
  void film(KeyFrames keys, MediaIndex index) throws IOException, InterruptedException {
    double interval = Math.max(INTERVAL, index.durationUs() / 1e6 / MOST_SMALL);
    int[] shown = keys.every(interval);
    List<Brightness> bright = sheets(keys, shown);
    OptionalInt best = still ? OptionalInt.empty() : best(bright);
    if (best.isPresent()) {
      one(keys, shown[best.getAsInt()], "still");
      still = true;
    }
    chapters(keys, index.chapters());
  }

  /** A still of a file whose key frames cannot be written out: ffmpeg reads it, and seeks. */
  void foreign(Path file, Container container, long[] timesUs)
      throws IOException, InterruptedException {
    PictureMaker.@Nullable Origin best = null;
    double score = 0;
    for (long timeUs : timesUs) {
      PictureMaker.Origin origin =
          new PictureMaker.Origin(file, Demuxer.of(container), timeUs, false);
      for (Brightness one : tried(origin)) {
        if (one.shows() && one.score() > score) {
          best = origin;
          score = one.score();
        }
      }
    }
    if (best != null) {
      for (int wide : WIDTHS) {
        byte[] jpeg = maker.jpegWithin(best, new Size(wide, wide));
        Files.write(folder.resolve("still-" + wide + ".jpg"), jpeg);
      }
      still = true;
    }
  }

  private List<Brightness> tried(PictureMaker.Origin origin)
      throws IOException, InterruptedException {
    try {
      return maker.brightness(origin, 1);
    } catch (PictureMaker.Failure e) {
      return List.of();
    }
  }

  private List<Brightness> sheets(KeyFrames keys, int[] shown)
      throws IOException, InterruptedException {
    Size each =
        Size.within(
            keys.format().displayWidth(), keys.format().displayHeight(), SMALL_WIDTH, SMALL_HEIGHT);
    int together = COLUMNS * ROWS;
    List<Brightness> bright = new ArrayList<>();
    for (int sheet = 0; sheet * together < shown.length; sheet++) {
      int from = sheet * together;
      int to = Math.min(shown.length, from + together);
      Path file = folder.resolve("keys.mp4");
      keys.write(file, shown, from, to);
      PictureMaker.Origin origin = new PictureMaker.Origin(file, Demuxer.MOV, 0, keys.highRange());
      List<Brightness> found = maker.brightness(origin, together);
      if (found.size() != to - from) {
        throw new PictureMaker.Failure(
            "of " + (to - from) + " key frames " + found.size() + " could be decoded");
      }
      bright.addAll(found);
      if (shown.length > 1) {
        Files.write(
            folder.resolve("tiles-" + sheet + ".jpg"), maker.sheet(origin, each, COLUMNS, ROWS));
      }
      Files.delete(file);
    }
    if (shown.length > 1) {
      List<Double> seconds = Arrays.stream(shown).mapToObj(keys::seconds).toList();
      trickplay = new Trickplay(COLUMNS, ROWS, each.width(), each.height(), seconds);
    }
    return bright;
  }

  /** Not from the beginning, where titles are, nor from the end, which nobody wants to know. */
  private static OptionalInt best(List<Brightness> bright) {
    int from = bright.size() / 20;
    OptionalInt inside = best(bright, from, Math.max(from + 1, bright.size() * 7 / 10));
    return inside.isPresent() ? inside : best(bright, 0, bright.size());
  }

  private static OptionalInt best(List<Brightness> bright, int from, int to) {
    return IntStream.range(from, Math.min(to, bright.size()))
        .filter(i -> bright.get(i).shows())
        .reduce((one, other) -> bright.get(other).score() > bright.get(one).score() ? other : one);
  }

  private void chapters(KeyFrames keys, List<Chapter> all)
      throws IOException, InterruptedException {
    for (int i = 0; i < Math.min(all.size(), MOST_CHAPTERS); i++) {
      // A chapter often begins with a cut, and its key frame may come a little later.
      int key = keys.at(all.get(i).startUs() / 1e6 + 1.5);
      Path file = folder.resolve("keys.mp4");
      keys.write(file, new int[] {key}, 0, 1);
      Size size =
          Size.within(
              keys.format().displayWidth(),
              keys.format().displayHeight(),
              SMALL_WIDTH,
              SMALL_HEIGHT);
      PictureMaker.Origin origin = new PictureMaker.Origin(file, Demuxer.MOV, 0, keys.highRange());
      Files.write(folder.resolve("chapter-" + i + ".jpg"), maker.jpeg(origin, size));
      Files.delete(file);
      chapters.add(i);
    }
  }

  private void one(KeyFrames keys, int key, String name) throws IOException, InterruptedException {
    Path file = folder.resolve("keys.mp4");
    keys.write(file, new int[] {key}, 0, 1);
    sizes(
        new PictureMaker.Origin(file, Demuxer.MOV, 0, keys.highRange()),
        keys.format().displayWidth(),
        keys.format().displayHeight(),
        name);
    Files.delete(file);
  }

  /** In the one size that it is shown in, twice as fine. */
  private void transparent(PictureMaker.Origin origin, int width, int height, String name)
      throws IOException, InterruptedException {
    Size size = Size.within(width, height, LOGO_WIDTH, LOGO_HEIGHT);
    Files.write(folder.resolve(name + ".png"), maker.png(origin, size));
  }

  /** In every width that pages ask for; what is narrower is not blown up. */
  private void sizes(PictureMaker.Origin origin, int width, int height, String name)
      throws IOException, InterruptedException {
    for (int wide : WIDTHS) {
      Size size = Size.within(width, height, wide, wide * 2);
      Files.write(folder.resolve(name + "-" + wide + ".jpg"), maker.jpeg(origin, size));
    }
  }
}
