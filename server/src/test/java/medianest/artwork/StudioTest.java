package medianest.artwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import medianest.db.Database;
import medianest.db.TestPostgres;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;
import medianest.media.track.Container;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of small films by the real ffmpeg, noted in a real database. */
@Timeout(120)
final class StudioTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final FilmRows FILMS = new FilmRows(DATABASE);

  @TempDir private static Path shared;
  private static Path film;

  @TempDir private Path root;
  private Path library;
  private Ffmpeg ffmpeg;
  private ArtworkStore store;
  private PictureFolders folders;
  private Studio studio;
  private final Map<UUID, Videos.Video> videos = new HashMap<>();

  @BeforeAll
  static void makeFilm() throws Exception {
    assumeTrue(Ffmpeg.program("").isPresent(), "no ffmpeg on the path");
    Path chapters =
        Files.writeString(
            shared.resolve("chapters.txt"),
            ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=30\ntitle=Dark\n"
                + "[CHAPTER]\nTIMEBASE=1/1\nSTART=30\nEND=60\ntitle=Light\n");
    // Half of it is black, and then there is something to see.
    film = shared.resolve("film.mkv");
    FfmpegPictures.make(
        "-f",
        "lavfi",
        "-i",
        "color=black:size=320x180:rate=10:duration=30",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=320x180:rate=10:duration=30",
        "-i",
        chapters.toString(),
        "-filter_complex",
        "[0:v][1:v]concat=n=2:v=1:a=0",
        "-map_metadata",
        "2",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-pix_fmt",
        "yuv420p",
        "-g",
        "20",
        film.toString());
    FfmpegPictures.make(
        "-f",
        "lavfi",
        "-i",
        "color=red:size=400x600",
        "-frames:v",
        "1",
        shared.resolve("red.jpg").toString());
    FfmpegPictures.make(
        "-f",
        "lavfi",
        "-i",
        "color=blue:size=400x600",
        "-frames:v",
        "1",
        shared.resolve("blue.png").toString());
  }

  @BeforeEach
  void start() throws IOException {
    library = Files.createDirectory(root.resolve("library"));
    ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), root.resolve("runs"));
    store = new ArtworkStore(DATABASE);
    folders = new PictureFolders(root.resolve("artwork"));
    studio = new Studio(store, folders, ffmpeg, new Known(), Clock.systemUTC());
    FILMS.begin(library);
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
  void takesAStillThatIsNotBlackAndSmallPicturesAndChapters() throws Exception {
    UUID item = item("Film.mkv", film, Container.MATROSKA);

    work();

    Artwork.Shown shown = shown(item);
    assertThat(shown.still()).isTrue();
    assertThat(shown.cover()).isFalse();
    BufferedImage still = picture(shown, "still-640.jpg");
    assertThat(still.getWidth()).isEqualTo(320);
    assertThat(FfmpegPictures.brightness(still)).isGreaterThan(40);
    PictureList list = folders.find(shown.pictures()).orElseThrow();
    assertThat(list.chapters()).containsExactly(0, 1);
    assertThat(FfmpegPictures.brightness(picture(shown, "chapter-0.jpg"))).isLessThan(20);
    assertThat(FfmpegPictures.brightness(picture(shown, "chapter-1.jpg"))).isGreaterThan(40);
    Trickplay small = Optional.ofNullable(list.trickplay()).orElseThrow();
    assertThat(small.seconds()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0);
    BufferedImage sheet = picture(shown, "tiles-0.jpg");
    assertThat(sheet.getWidth()).isEqualTo(small.columns() * small.width());
    assertThat(FfmpegPictures.brightness(tile(sheet, small, 1))).isLessThan(20);
    assertThat(FfmpegPictures.brightness(tile(sheet, small, 4))).isGreaterThan(40);
  }

  @Test
  void prefersThePictureBesideTheFilmToTheOneWithinItAndThatToACatalogues() throws Exception {
    Path covered = shared.resolve("covered.mkv");
    FfmpegPictures.make(
        "-i",
        film.toString(),
        "-attach",
        shared.resolve("blue.png").toString(),
        "-metadata:s:t",
        "mimetype=image/png",
        "-metadata:s:t",
        "filename=cover.png",
        "-map",
        "0:v",
        "-c",
        "copy",
        covered.toString());
    Path withTag = shared.resolve("tagged.mp4");
    FfmpegPictures.make(
        "-i",
        film.toString(),
        "-i",
        shared.resolve("blue.png").toString(),
        "-map",
        "0:v",
        "-map",
        "1:v",
        "-c",
        "copy",
        "-disposition:v:1",
        "attached_pic",
        withTag.toString());
    UUID within = item("one/Film.mkv", covered, Container.MATROSKA);
    UUID tagged = item("two/Film.mp4", withTag, Container.MP4);
    UUID beside = item("three/Film.mkv", covered, Container.MATROSKA);
    Files.copy(shared.resolve("red.jpg"), library.resolve("three/poster.jpg"));
    UUID known = item("four/Film.mkv", covered, Container.MATROSKA);
    Path given = Files.createDirectories(root.resolve("given").resolve(known.toString()));
    Files.copy(shared.resolve("red.jpg"), given.resolve("poster.jpg"));

    work();

    assertThat(red(within)).isLessThan(60);
    assertThat(red(tagged)).isLessThan(60);
    assertThat(red(beside)).isGreaterThan(200);
    // A catalogue comes last.
    assertThat(red(known)).isLessThan(60);
  }

  @Test
  void keepsALogoTransparentAndTakesItBack() throws Exception {
    UUID item = item("own/Film.mkv", film, Container.MATROSKA);
    work();
    String before = pictures(item);
    Path logo = library.resolve("own/clearlogo.png");
    BufferedImage drawn = new BufferedImage(2000, 500, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < drawn.getHeight(); y++) {
      for (int x = 0; x < drawn.getWidth() / 2; x++) {
        drawn.setRGB(x, y, 0xffff0000);
      }
    }
    ImageIO.write(drawn, "png", logo.toFile());
    studio.lookAgain(item);
    work();

    assertThat(shown(item).logo()).isTrue();
    BufferedImage made = picture(shown(item), "logo.png");
    assertThat(made.getWidth()).isEqualTo(960);
    assertThat(made.getHeight()).isEqualTo(240);
    assertThat(made.getRGB(100, 100) >>> 24).isGreaterThan(250);
    assertThat(made.getRGB(100, 100) >> 16 & 0xff).isGreaterThan(240);
    assertThat(made.getRGB(900, 100) >>> 24).isZero();

    Files.writeString(logo, "<svg/>");
    studio.lookAgain(item);
    work();
    assertThat(shown(item).logo()).isFalse();

    Files.delete(logo);
    studio.lookAgain(item);
    work();
    assertThat(pictures(item)).isEqualTo(before);
  }

  @Test
  void readsWhatWasMadeBeforeThereWereLogos() throws Exception {
    Path work = folders.work("0123456789abcdef0123456789abcdef");
    folders.publish(
        work,
        "0123456789abcdef0123456789abcdef",
        new PictureList(true, true, false, true, List.of(3), null));
    Path list = root.resolve("artwork/01/0123456789abcdef0123456789abcdef/list.json");
    Files.writeString(list, Files.readString(list).replace("\"logo\":true,", ""));

    assertThat(folders.find("0123456789abcdef0123456789abcdef"))
        .contains(new PictureList(true, true, false, false, List.of(3), null));
  }

  @Test
  void noticesAPosterThatComesLater() throws Exception {
    UUID item = item("own/Film.mkv", film, Container.MATROSKA);
    work();
    studio.lookAgain(item);
    assertThat(store.waiting(Instant.EPOCH, 9)).isEmpty();

    Files.copy(shared.resolve("red.jpg"), library.resolve("own/poster.jpg"));
    studio.lookAgain(item);
    work();

    assertThat(red(item)).isGreaterThan(200);
  }

  @Test
  void makesPicturesOfTheSameContentOnce() throws Exception {
    UUID one = item("Film.mkv", film, Container.MATROSKA);
    work();
    Path first = folders.picture(pictures(one), "still-320.jpg").orElseThrow();
    Instant made = Files.getLastModifiedTime(first).toInstant();

    UUID moved = item("elsewhere/Film again.mkv", film, Container.MATROSKA);
    work();

    assertThat(pictures(moved)).isEqualTo(pictures(one));
    assertThat(Files.getLastModifiedTime(first).toInstant()).isEqualTo(made);
  }

  @Test
  void takesThePosterOfACatalogueWhereNoneLiesBesideTheFile() throws Exception {
    UUID item = item("given/Film.mkv", film, Container.MATROSKA);
    work();
    assertThat(shown(item).cover()).isFalse();

    Path given = Files.createDirectories(root.resolve("given").resolve(item.toString()));
    Files.copy(shared.resolve("red.jpg"), given.resolve("poster.jpg"));
    studio.lookAgain(item);
    work();
    assertThat(red(item)).isGreaterThan(200);

    Files.copy(shared.resolve("blue.png"), library.resolve("given/poster.png"));
    studio.lookAgain(item);
    work();
    assertThat(red(item)).isLessThan(50);
  }

  @Test
  void aPictureThatIsCalledOtherwiseBecomesAnother() throws Exception {
    UUID item = item("own/Film.mkv", film, Container.MATROSKA);
    Files.copy(shared.resolve("red.jpg"), library.resolve("own/poster.jpg"));
    work();
    assertThat(shown(item).cover()).isTrue();

    Files.move(library.resolve("own/poster.jpg"), library.resolve("own/fanart.jpg"));
    studio.lookAgain(item);
    work();

    assertThat(shown(item).cover()).isFalse();
    assertThat(shown(item).backdrop()).isTrue();
  }

  @Test
  void takesAStillOfAFileThatOnlyFfmpegReads() throws Exception {
    Path avi = shared.resolve("film.avi");
    FfmpegPictures.make("-i", film.toString(), "-c:v", "mpeg4", avi.toString());
    UUID item = item("Film.avi", avi, Container.AVI);

    work();

    Artwork.Shown shown = shown(item);
    assertThat(shown.still()).isTrue();
    assertThat(picture(shown, "still-320.jpg").getHeight()).isEqualTo(180);
  }

  private void work() throws InterruptedException {
    for (ArtworkStore.Waiting one : store.waiting(Instant.EPOCH, 100)) {
      studio.make(one);
    }
    List<String> reasons =
        DATABASE.run(handle ->
            handle
                .createQuery("/* artwork.reasons */ SELECT reason FROM artwork WHERE reason <> ''")
                .mapTo(String.class)
                .list());
    assertThat(reasons).isEmpty();
  }

  private UUID item(String name, Path content, Container container) throws IOException {
    Path file = library.resolve(name);
    Files.createDirectories(file.getParent());
    Files.copy(content, file);
    UUID id = UUID.randomUUID();
    videos.put(id, new Videos.Video(library, file, Optional.of(container), false));
    FILMS.insert(id, name, Files.size(file), Files.getLastModifiedTime(file).toMillis());
    return id;
  }

  private Artwork.Shown shown(UUID item) {
    return Optional.ofNullable(store.shown(List.of(item)).get(item)).orElseThrow();
  }

  private String pictures(UUID item) {
    return shown(item).pictures();
  }

  private int red(UUID item) throws IOException {
    Artwork.Shown shown = shown(item);
    BufferedImage cover = picture(shown, "cover-320.jpg");
    assertThat(cover.getWidth()).isEqualTo(320);
    assertThat(cover.getHeight()).isEqualTo(480);
    return cover.getRGB(100, 100) >> 16 & 0xff;
  }

  private BufferedImage picture(Artwork.Shown shown, String file) throws IOException {
    Path path = folders.picture(shown.pictures(), file).orElseThrow();
    return ImageIO.read(path.toFile());
  }

  private static BufferedImage tile(BufferedImage sheet, Trickplay small, int number) {
    return sheet.getSubimage(
        number % small.columns() * small.width(),
        number / small.columns() * small.height(),
        small.width(),
        small.height());
  }

  private final class Known implements Videos {
    @Override
    public Optional<Video> find(UUID itemId) {
      return Optional.ofNullable(videos.get(itemId));
    }

    @Override
    public Optional<Shelf> shelf(UUID itemId) {
      return Optional.empty();
    }

    @Override
    public Path given(UUID itemId) {
      return root.resolve("given").resolve(itemId.toString());
    }

    @Override
    public boolean isVideo(String fileName) {
      return fileName.endsWith(".mkv") || fileName.endsWith(".mp4");
    }
  }
}
