package medianest.artwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import medianest.db.Database;
import medianest.db.TestPostgres;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of which no pictures can be made, or that end the process each time. */
@Timeout(60)
final class AttemptsTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final FilmRows FILMS = new FilmRows(DATABASE);

  @TempDir private Path root;
  private Ffmpeg ffmpeg;
  private ArtworkStore store;
  private Studio studio;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Ffmpeg.program("").isPresent(), "no ffmpeg on the path");
    ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), root.resolve("runs"));
    store = new ArtworkStore(DATABASE);
    studio =
        new Studio(
            store,
            new PictureFolders(root.resolve("artwork")),
            ffmpeg,
            new Gone(),
            Clock.systemUTC());
    FILMS.begin(root);
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
  void leavesAFileAloneThatFailedThreeTimes() throws Exception {
    UUID item = UUID.randomUUID();
    FILMS.insert(item, "Gone.mkv", 1, 1);

    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(store.waiting(Clock.systemUTC().instant().plusSeconds(60), 9)).hasSize(1);
      studio.make(new ArtworkStore.Waiting(item, 1, 1));
    }

    assertThat(store.waiting(Clock.systemUTC().instant().plusSeconds(60), 9)).isEmpty();
    assertThat(store.shown(List.of(item))).isEmpty();
  }

  @Test
  void goesOnWithWhatAnEndedProcessLeftAndGivesUpOnWhatEndsItEachTime() throws Exception {
    UUID item = UUID.randomUUID();
    FILMS.insert(item, "Film.mkv", 5, 5);
    ArtworkStore.Waiting waiting = new ArtworkStore.Waiting(item, 5, 5);
    Instant now = Clock.systemUTC().instant();

    store.begin(waiting, now);
    assertThat(store.waiting(now, 9)).containsExactly(waiting);
    store.handBack(item);
    store.begin(waiting, now);
    store.begin(waiting, now);
    assertThat(store.waiting(now, 9)).containsExactly(waiting);
    store.begin(waiting, now);
    assertThat(store.waiting(now, 9)).isEmpty();

    // Another version of the file is another chance.
    DATABASE.run(handle -> handle.execute("/* item.change */ UPDATE item SET modified_ns = 6"));
    assertThat(store.waiting(now, 9)).containsExactly(new ArtworkStore.Waiting(item, 5, 6));
  }

  @Test
  void countsWhatEndedTheProcessEachTimeUntilTheFileIsAnother() throws Exception {
    UUID item = UUID.randomUUID();
    FILMS.insert(item, "Film.mkv", 5, 5);
    Instant before = Clock.systemUTC().instant().minus(Duration.ofHours(1));
    for (int attempt = 0; attempt < ArtworkStore.MOST_ATTEMPTS; attempt++) {
      store.begin(new ArtworkStore.Waiting(item, 5, 5), before);
    }
    Thread worker = Thread.ofPlatform().start(studio);
    try {
      while (studio.abandoned() != 1) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } finally {
      worker.interrupt();
      worker.join();
    }
    assertThat(store.abandoned(before)).as("what may be under way").isZero();
    DATABASE.run(handle -> handle.execute("/* item.change */ UPDATE item SET modified_ns = 6"));
    assertThat(store.abandoned(Clock.systemUTC().instant())).isZero();
  }

  /** Files that the database knows, and the disk does not. */
  private static final class Gone implements Videos {
    @Override
    public Optional<Video> find(UUID itemId) {
      return Optional.empty();
    }

    @Override
    public Optional<Shelf> shelf(UUID itemId) {
      return Optional.empty();
    }

    @Override
    public Path given(UUID itemId) {
      return Path.of("given").resolve(itemId.toString());
    }

    @Override
    public boolean isVideo(String fileName) {
      return fileName.endsWith(".mkv");
    }
  }
}
