package medianest.artwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import medianest.db.Database;
import medianest.db.TestPostgres;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;
import medianest.library.ShelfStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of series and seasons in real folders, and people's. */
@Timeout(60)
final class ShelfPicturesTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final UUID LIBRARY = UUID.randomUUID();

  @TempDir private Path root;
  private final ShelfStore places = new ShelfStore(DATABASE);
  private Path library;
  private Ffmpeg ffmpeg;
  private ArtworkStore store;
  private PictureFolders folders;
  private ShelfPictures shelves;
  private Studio studio;
  private UUID series;
  private UUID first;
  private UUID second;
  private UUID pilot;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Ffmpeg.program("").isPresent(), "no ffmpeg on the path");
    library = Files.createDirectory(root.resolve("library"));
    ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), root.resolve("runs"));
    store = new ArtworkStore(DATABASE);
    folders = new PictureFolders(root.resolve("artwork"));
    Videos videos = new Known();
    Clock clock = Clock.systemUTC();
    studio = new Studio(store, folders, ffmpeg, videos, clock);
    shelves =
        new ShelfPictures(
            store,
            folders,
            new PictureMaker(ffmpeg),
            videos,
            new PictureFiles.Finder(videos::isVideo),
            clock);
    DATABASE.run(handle -> {
      handle.execute("/* library.clear */ TRUNCATE library, portrait CASCADE");
      return handle.execute(
          "/* library.add */ INSERT INTO library (id, name, kind, path, created_at)"
              + " VALUES (?, 'Series', 'series', ?, now())",
          LIBRARY,
          library.toString().getBytes(StandardCharsets.UTF_8));
    });
    series = insert("series", "\0series\0folder:Zażółć/", null, null, null);
    first = insert("season", "\0series\0folder:Zażółć/\0season\0" + 1, series, 1, null);
    second = insert("season", "\0series\0folder:Zażółć/\0season\0" + 2, series, 2, null);
    pilot = insert("episode", "Zażółć/Season 1/S01E01.mkv", series, 1, 1);
    insert("episode", "Zażółć/S02E01.mkv", series, 2, 1);
    Files.createDirectories(library.resolve("Zażółć/Season 1"));
  }

  @AfterEach
  void stop() {
    ffmpeg.close();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void takesThoseOfTheFolderAndLendsThemToSeasonsWithoutAny() throws Exception {
    draw("Zażółć/poster.jpg", Color.RED);
    draw("Zażółć/fanart.jpg", Color.RED);
    draw("Zażółć/season02-poster.jpg", Color.BLUE);
    draw("Zażółć/logo.png", Color.GREEN);

    work();

    assertThat(color(series, "cover")).isEqualTo(Color.RED);
    assertThat(shown(series).backdrop()).isTrue();
    assertThat(shown(series).logo()).isTrue();
    assertThat(folders.picture(shown(series).pictures(), "logo.png")).isPresent();
    assertThat(shown(series).borrowed()).isFalse();
    assertThat(shown(first)).isEqualTo(borrowed(shown(series)));
    assertThat(color(second, "cover")).isEqualTo(Color.BLUE);

    draw("Zażółć/Season 1/folder.png", Color.GREEN);
    studio.lookAgain(first);
    work();

    assertThat(color(first, "cover")).isEqualTo(Color.GREEN);
  }

  @Test
  void showsTheStillOfTheFirstEpisodeUntilThereIsSomethingBetter() throws Exception {
    work();
    assertThat(store.shown(List.of(series, first, second))).isEmpty();

    store.done(
        new ArtworkStore.Waiting(pilot, 1, 1),
        "0123456789abcdef0123456789abcdef",
        new PictureList(false, true, false, false, List.of(), null),
        "",
        Instant.EPOCH);
    shelves.wakeAfter(pilot);
    work();

    assertThat(shown(series).pictures()).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(shown(series).still()).isTrue();
    assertThat(shown(series).cover()).isFalse();
    assertThat(shown(first)).isEqualTo(shown(series));
    assertThat(store.shown(List.of(second))).isEmpty();

    // A catalogue knows the series by now.
    Path given = Files.createDirectories(root.resolve("given").resolve(series.toString()));
    draw(given.resolve("poster.jpg"), Color.RED);
    studio.lookAgain(series);
    work();

    assertThat(color(series, "cover")).isEqualTo(Color.RED);
    assertThat(shown(first)).isEqualTo(borrowed(shown(series)));
    assertThat(shown(second)).isEqualTo(borrowed(shown(series)));
  }

  @Test
  void aFileThatIsNoPictureLeavesItWithWhatItBorrows() throws Exception {
    Files.writeString(library.resolve("Zażółć/poster.jpg"), "<html>");

    work();

    assertThat(store.shown(List.of(series)).get(series)).isNull();
    assertThat(shelves.some(Instant.EPOCH, 9)).isFalse();
  }

  @Test
  void keepsThePicturesOfPeopleAsItsOwn() throws Exception {
    Portraits portraits =
        new Portraits(
            new PortraitStore(DATABASE), new PictureMaker(ffmpeg), root.resolve("people"));
    Path picture = root.resolve("face.png");
    draw(picture, Color.BLUE);

    portraits.keep("Ann Actor", Files.readAllBytes(picture));
    portraits.keep("Nobody", "<svg/>".getBytes(StandardCharsets.UTF_8));

    Map<String, String> found = portraits.of(List.of("Ann Actor", "Nobody", "Else"));
    assertThat(found).containsOnlyKeys("Ann Actor");
    String file = Objects.requireNonNull(found.get("Ann Actor")).replace("/api/v1/portraits/", "");
    BufferedImage kept = ImageIO.read(portraits.file(file).orElseThrow().toFile());
    assertThat(kept.getWidth()).isEqualTo(320);
    assertThat(portraits.file("../" + file)).isEmpty();
    assertThat(portraits.file("0".repeat(32) + ".jpg")).isEmpty();
    try (Stream<Path> files = Files.list(root.resolve("people"))) {
      assertThat(files.map(Path::toString)).noneMatch(each -> each.endsWith(".part"));
    }
  }

  private void work() throws InterruptedException {
    while (shelves.some(Instant.EPOCH, 9)) {
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  private static Artwork.Shown borrowed(Artwork.Shown shown) {
    return new Artwork.Shown(
        shown.pictures(), shown.cover(), shown.still(), shown.backdrop(), false, true);
  }

  private Artwork.Shown shown(UUID item) {
    return Optional.ofNullable(store.shown(List.of(item)).get(item)).orElseThrow();
  }

  /** The nearest of the colours that pictures are drawn in here. */
  private Color color(UUID item, String kind) throws IOException {
    Path file = folders.picture(shown(item).pictures(), kind + "-320.jpg").orElseThrow();
    Color found = new Color(ImageIO.read(file.toFile()).getRGB(50, 50));
    if (found.getRed() > found.getBlue() && found.getRed() > found.getGreen()) {
      return Color.RED;
    }
    return found.getBlue() > found.getGreen() ? Color.BLUE : Color.GREEN;
  }

  private void draw(String name, Color color) throws IOException {
    draw(library.resolve(name), color);
  }

  private static void draw(Path file, Color color) throws IOException {
    BufferedImage picture = new BufferedImage(400, 600, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, 400, 600);
    graphics.dispose();
    String name = file.toString();
    ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile());
  }

  private static UUID insert(
      String kind,
      String path,
      @Nullable UUID series,
      @Nullable Integer season,
      @Nullable Integer episode) {
    UUID id = UUID.randomUUID();
    DATABASE.run(handle ->
        handle
            .createUpdate(
                "/* item.add */ INSERT INTO item (id, library_id, path, state, kind, title,"
                    + " sort_key, search_text, series_id, season, episode, episode_end, file_name,"
                    + " size_bytes, modified_ns, added_at) VALUES (:id, :library, :path, 'ready',"
                    + " :kind, 't', 't', 't', CAST(:series AS uuid), CAST(:season AS int),"
                    + " CAST(:episode AS int), CAST(:episode AS int), 't', 1, 1, now())")
            .bind("id", id)
            .bind("library", LIBRARY)
            .bind("path", path.getBytes(StandardCharsets.UTF_8))
            .bind("kind", kind)
            .bind("series", series)
            .bind("season", season)
            .bind("episode", episode)
            .execute());
    return id;
  }

  private final class Known implements Videos {
    @Override
    public Optional<Video> find(UUID itemId) {
      return Optional.empty();
    }

    @Override
    public Optional<Shelf> shelf(UUID itemId) {
      return places
          .find(itemId)
          .map(each ->
              new Shelf(each.series(), each.number(), each.root(), each.folder(), each.own()));
    }

    @Override
    public Path given(UUID itemId) {
      return root.resolve("given").resolve(itemId.toString());
    }

    @Override
    public boolean isVideo(String fileName) {
      return fileName.endsWith(".mkv");
    }
  }
}
