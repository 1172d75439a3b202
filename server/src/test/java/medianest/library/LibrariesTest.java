package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import medianest.db.Database;
import medianest.db.TestPostgres;
import medianest.http.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How libraries come, go and are followed. */
class LibrariesTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final Clock CLOCK = Clock.systemUTC();
  @TempDir Path temp;
  private Path folder;
  private final Scans scans = scans(LibraryConfig.defaults());
  private final Libraries libraries = Libraries.of(DATABASE, scans, CLOCK);
  private final ItemStore items = new ItemStore(DATABASE);

  @BeforeEach
  void start() throws IOException {
    DATABASE.run(handle -> handle.execute("/* library.clear */ TRUNCATE library CASCADE"));
    folder = Files.createDirectory(temp.resolve("media"));
  }

  @AfterEach
  void stop() {
    scans.close();
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void forgetsALibraryButNotItsFiles() throws Exception {
    put("a.mkv", "film 1");
    Library library = scanned(LibraryKind.HOME);
    libraries.remove(library.id());

    assertThat(libraries.all()).isEmpty();
    assertThat(folder.resolve("a.mkv")).exists();
    assertThat(items.page(ItemQueries.all()).total()).isZero();
    assertThatThrownBy(() -> libraries.find(library.id().toString()))
        .hasMessageContaining("no such");
  }

  @Test
  void saysWhatIsWrongWithAFolder() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> libraries.add("A", LibraryKind.HOME, temp.resolve("none")))
        .hasMessageContaining("There is no folder");
    assertThatThrownBy(() -> libraries.add("A", LibraryKind.HOME, file))
        .hasMessageContaining("is a file");
    assertThatThrownBy(() -> libraries.add("A", LibraryKind.HOME, Path.of("media")))
        .hasMessageContaining("begin with a slash");
    assertThatThrownBy(() -> libraries.add(" ", LibraryKind.HOME, folder))
        .hasMessageContaining("name");
    libraries.add("A", LibraryKind.HOME, folder);
    assertThatThrownBy(() -> libraries.add("B", LibraryKind.HOME, folder))
        .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.status()).isEqualTo(409));
  }

  @Test
  void addsTheFolderOfTheCommandLineOnce() throws Exception {
    put("a.mkv", "film 1");
    Library first = libraries.addFromCommandLine(folder);
    scans.await(first.id());
    put("b.mkv", "film 1");
    Library again = libraries.addFromCommandLine(folder);
    scans.await(again.id());

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.name()).isEqualTo("media");
    assertThat(libraries.all()).hasSize(1);
    assertThat(page(first)).hasSize(2);
  }

  @Test
  @Timeout(60)
  void saysHowChangesAreFound() throws Exception {
    Library library = scanned(LibraryKind.HOME);
    assertThat(watching(libraries, library))
        .isEqualTo(new LibraryApi.WatchingView("unwatched", null, "setting"));

    libraries.watch();
    assertThat(watching(libraries, library))
        .isEqualTo(new LibraryApi.WatchingView("watched", null, null));

    try (Scans lame = scans(new LibraryConfig(1, true, Duration.ofMinutes(5), Duration.ZERO))) {
      Libraries others = Libraries.of(DATABASE, lame, CLOCK);
      others.watch();
      Files.delete(folder);
      while (!watching(others, library)
          .equals(new LibraryApi.WatchingView("polled", 300L, "gone"))) {
        assertThat(Thread.interrupted()).as("waited too long").isFalse();
        Thread.onSpinWait();
      }
    }
  }

  private static LibraryApi.WatchingView watching(Libraries libraries, Library library) {
    return LibraryApi.WatchingView.of(libraries.following(library.id()));
  }

  private static Scans scans(LibraryConfig config) {
    return Libraries.scans(DATABASE, new TextMedia(), LibraryListener.NONE, CLOCK, config);
  }

  private void put(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private Library scanned(LibraryKind kind) throws InterruptedException {
    Library library = libraries.add("Library", kind, folder);
    scans.await(library.id());
    return libraries.find(library.id().toString());
  }

  private List<Item> page(Library library) {
    return items.page(ItemQueries.of(library.id())).items();
  }
}
