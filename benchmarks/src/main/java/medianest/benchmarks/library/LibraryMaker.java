package medianest.benchmarks.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * {@code ./dev library}: makes folders of films and series that a server reads as if they were
 * real. Each file is a second of video, a box that tells it from the others, and a hole that makes
 * it as large as such files are.
 */
public final class LibraryMaker {

  private static final int EPISODES = 10;
  private static final int OF_SERIES = 4 * EPISODES;

  private enum Kind {
    FILMS,
    SERIES,
    MIXED
  }

  private final Path folder;
  private final byte[] video;

  private LibraryMaker(Path folder, byte[] video) {
    this.folder = folder;
    this.video = video;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int items = 0;
    Kind kind = Kind.FILMS;
    Path folder = null;
    for (int at = 0; at + 1 < arguments.length; at += 2) {
      String value = arguments[at + 1];
      switch (arguments[at]) {
        case "--items" -> items = Integer.parseInt(value);
        case "--kind" -> kind = Kind.valueOf(value.toUpperCase(Locale.ROOT));
        case "--to" -> folder = Path.of(value);
        default -> throw new IllegalArgumentException("There is no option " + arguments[at] + ".");
      }
    }
    if (items < 1 || folder == null) {
      throw new IllegalArgumentException(
          "Usage: ./dev library --items N --kind films|series|mixed --to DIR");
    }
    make(items, kind, folder);
  }

  /** Films and series, as many of one as of the other. */
  public static void mixed(int items, Path folder) throws IOException, InterruptedException {
    make(items, Kind.MIXED, folder);
  }

  private static void make(int items, Kind kind, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    new LibraryMaker(folder, Second.video(folder)).make(items, kind);
  }

  private void make(int items, Kind kind) {
    int films =
        switch (kind) {
          case FILMS -> items;
          case SERIES -> 0;
          case MIXED -> items / 2;
        };
    IntStream.range(0, films).parallel().forEach(this::film);
    int episodes = items - films;
    IntStream.range(0, seriesOf(episodes))
        .parallel()
        .forEach(number -> series(number, Math.min(OF_SERIES, episodes - number * OF_SERIES)));
  }

  /** How many series have so many episodes. */
  static int seriesOf(int episodes) {
    return (episodes + OF_SERIES - 1) / OF_SERIES;
  }

  /** Name of a film's file, without its ending. */
  static String filmName(int number) {
    return Titles.of(number) + " (" + Titles.year(number) + ")";
  }

  static String seriesTitle(int number) {
    return Titles.of(named(number));
  }

  /** Films take the numbers from below, so that no series is called as a film. */
  private static int named(int series) {
    return 999_999 - series;
  }

  static String episodeTitle(int series, int season, int episode) {
    return Titles.of(series * OF_SERIES + (season - 1) * EPISODES + episode + 6);
  }

  /** Name of an episode's file, without its ending. */
  static String episodeName(int series, int season, int episode) {
    return seriesTitle(series)
        + String.format(Locale.ROOT, " - S%02dE%02d - ", season, episode)
        + episodeTitle(series, season, episode);
  }

  private void film(int number) {
    String name = filmName(number);
    Path own = folder.resolve(name);
    file(own.resolve(name + ".mp4"), number, 1_000_000_000L + number * 10_000L);
    note(own.resolve(name + ".nfo"), "movie", Titles.of(number), number);
  }

  private void series(int number, int episodes) {
    String title = seriesTitle(number);
    Path own = folder.resolve(title + " (" + Titles.year(named(number)) + ")");
    note(own.resolve("tvshow.nfo"), "tvshow", title, named(number));
    for (int at = 0; at < episodes; at++) {
      int season = at / EPISODES + 1;
      String name = episodeName(number, season, at % EPISODES + 1);
      Path file = own.resolve(String.format(Locale.ROOT, "Season %02d", season)).resolve(name);
      file(
          file.resolveSibling(name + ".mp4"),
          1_000_000 + number * OF_SERIES + at,
          300_000_000L + at);
    }
  }

  private void file(Path file, int number, long size) {
    byte[] mark = ("medianest library " + number).getBytes(StandardCharsets.UTF_8);
    ByteBuffer box = ByteBuffer.allocate(16 + mark.length);
    // A box of free space with a 64-bit size (ISO/IEC 14496-12, 4.2 and 8.1.2), most of it a hole.
    box.putInt(1).put("free".getBytes(StandardCharsets.US_ASCII)).putLong(size - video.length);
    box.put(mark).flip();
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        channel.write(new ByteBuffer[] {ByteBuffer.wrap(video), box});
        channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void note(Path file, String root, String title, int number) {
    List<String> lines =
        List.of(
            "<" + root + ">",
            "  <title>" + title + "</title>",
            "  <year>" + Titles.year(number) + "</year>",
            "  <plot>What begins at " + title + " does not end there.</plot>",
            "  <rating>" + (30 + Math.floorMod(number, 65)) / 10.0 + "</rating>",
            "  <genre>" + Titles.genre(number) + "</genre>",
            "  <genre>" + Titles.genre(number / 6) + "</genre>",
            "  <director>" + Titles.person(number) + "</director>",
            "  <actor><name>" + Titles.person(number / 7) + "</name><role>Captain</role></actor>",
            "  <actor><name>" + Titles.person(number / 11) + "</name></actor>",
            "</" + root + ">");
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
