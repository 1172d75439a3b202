package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import medianest.MovableClock;
import medianest.db.Database;
import medianest.db.TestPostgres;
import medianest.library.Library.ScanState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Things happen to a real folder, and nobody asks for a scan. */
@Timeout(20)
class LibraryWatchTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final Duration SOON = Duration.ofMillis(100);

  @TempDir Path temp;
  private Path folder;
  private final MovableClock clock = new MovableClock();
  private Scans scans;
  private Libraries libraries;
  private Library library;
  private final ItemStore items = new ItemStore(DATABASE);

  @BeforeEach
  void start() throws Exception {
    DATABASE.run(handle -> handle.execute("/* library.clear */ TRUNCATE library CASCADE"));
    folder = Files.createDirectory(temp.resolve("media"));
    open(SOON);
    put("One.mkv", "film 1");
    put("deep/er/Two.mkv", "film 2");
    library = libraries.add("Home", LibraryKind.HOME, folder);
    scans.await(library.id());
    assertThat(titles()).containsExactly("One", "Two");
  }

  private void open(Duration settleAfter) {
    LibraryConfig config = new LibraryConfig(1, true, Duration.ofHours(1), settleAfter);
    scans = Libraries.scans(DATABASE, new TextMedia(), LibraryListener.NONE, clock, config);
    libraries = Libraries.of(DATABASE, scans, clock);
    libraries.watch();
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
  void filesComeChangeMoveGoAndComeBack() throws Exception {
    Path three = put("deep/Three.mkv", "film 3");
    untilTitles("One", "Three", "Two");
    ItemId id = item("Three").id();

    Files.writeString(three, "film 33");
    until(() -> Long.valueOf(33_000_000).equals(item("Three").durationUs()));

    Path moved = Files.move(three, folder.resolve("Moved.mkv"));
    untilTitles("Moved", "One", "Two");
    assertThat(item("Moved").id()).isEqualTo(id);

    Path aside = Files.move(moved, temp.resolve("aside.mkv"));
    untilTitles("One", "Two");
    Files.move(aside, folder.resolve("Moved.mkv"));
    untilTitles("Moved", "One", "Two");
    assertThat(item("Moved").id()).isEqualTo(id);

    Path other = Files.writeString(temp.resolve("other.mkv"), "film 44");
    Files.move(other, folder.resolve("Moved.mkv"), StandardCopyOption.REPLACE_EXISTING);
    until(() -> Long.valueOf(44_000_000).equals(item("Moved").durationUs()));
    assertThat(item("Moved").id()).isEqualTo(id);
    assertThat(libraries.watching().good()).isTrue();
  }

  @Test
  void foldersComeMoveGoAndComeBack() throws Exception {
    ItemId two = item("Two").id();
    Path renamed = Files.move(folder.resolve("deep"), folder.resolve("renamed"));
    put("renamed/er/Three.mkv", "film 3");
    untilTitles("One", "Three", "Two");
    until(() -> pathOf("Two").equals(renamed.resolve("er/Two.mkv")));
    assertThat(item("Two").id()).isEqualTo(two);

    // What happens in it now is seen at its new place.
    Files.delete(renamed.resolve("er/Three.mkv"));
    untilTitles("One", "Two");

    Path aside = Files.move(renamed, temp.resolve("aside"));
    untilTitles("One");
    Files.move(aside, folder.resolve("deep"));
    untilTitles("One", "Two");
    assertThat(item("Two").id()).isEqualTo(two);

    delete(folder.resolve("deep"));
    untilTitles("One");
  }

  @Test
  void aFolderMadeAndFilledAtOnceIsSeenWhole() throws Exception {
    for (int i = 0; i < 300; i++) {
      put("new/" + i % 7 + "/" + i % 3 + "/Film " + i + ".mkv", "film 1");
    }
    until(() -> items.page(ItemQueries.all()).total() == 302);
    delete(folder.resolve("new"));
    untilTitles("One", "Two");
  }

  @Test
  void aNoteAndAListOfWhatToLeaveOutCount() throws Exception {
    put("One.nfo", "<movie><title>First</title></movie>");
    untilTitles("First", "Two");
    put("deep/.ignore", "");
    untilTitles("First");
    Files.delete(folder.resolve("deep/.ignore"));
    untilTitles("First", "Two");
  }

  @Test
  void whatChangedWhileNobodyWatchedIsFoundAtTheStart() throws Exception {
    scans.close();
    Path three = put("deep/Three.mkv", "film 3");
    Files.delete(folder.resolve("One.mkv"));
    open(SOON);
    untilTitles("Three", "Two");
    // And it is watched again.
    Files.delete(three);
    untilTitles("Two");
  }

  @Test
  void aFileThatGrowsIsReadWhenItStandsStill() throws Exception {
    scans.close();
    open(Duration.ofHours(1));
    until(() -> libraries.find(library.id().toString()).scan().finishedAt() != null);
    // Both are seen at once, and only one of them is still being written.
    Path done = Files.writeString(temp.resolve("done"), "film 1");
    Files.setLastModifiedTime(done, FileTime.from(clock.instant().minus(Duration.ofDays(1))));
    put("Growing.mkv", "film 1");
    Files.move(done, folder.resolve("Done.mkv"));
    clock.advance(PendingFolders.LONGEST.plusSeconds(1));
    until(() -> titles().contains("Done"));
    assertThat(titles()).doesNotContain("Growing");
    clock.advance(Duration.ofHours(2));
    until(() -> titles().contains("Growing"));
  }

  @Test
  void aDiskThatIsTakenOutAndPutBackLosesNothing() throws Exception {
    Path away = Files.move(folder, temp.resolve("away"));
    Files.createDirectory(folder);
    until(() -> scan().state() == ScanState.FAILED);
    assertThat(titles()).containsExactly("One", "Two");
    Files.delete(folder);
    Files.move(away, folder);
    until(() -> scan().state() == ScanState.IDLE);
    assertThat(titles()).containsExactly("One", "Two");
    put("Three.mkv", "film 3");
    untilTitles("One", "Three", "Two");
  }

  @Test
  void afterItsEndNoThreadAndNoHandleIsLeft() throws Exception {
    until(() -> libraries.watching().good());
    assertThat(watchThreads()).isPositive();
    scans.close();
    until(() -> watchThreads() == 0);
  }

  private static long watchThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals("library-watch"))
        .count();
  }

  @Test
  void aLibraryThatIsRemovedIsNoLongerWatched() throws Exception {
    libraries.remove(library.id());
    put("Three.mkv", "film 3");
    Library again = libraries.add("Again", LibraryKind.HOME, folder);
    scans.await(again.id());
    assertThat(titles()).containsExactly("One", "Three", "Two");
    put("Four.mkv", "film 4");
    untilTitles("Four", "One", "Three", "Two");
  }

  private Library.ScanStatus scan() {
    return libraries.find(library.id().toString()).scan();
  }

  private List<String> titles() {
    return items.page(ItemQueries.all()).items().stream().map(Item::title).sorted().toList();
  }

  private Item item(String title) {
    return items.page(ItemQueries.all()).items().stream()
        .filter(each -> each.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private Path pathOf(String title) {
    return items.file(item(title).id()).orElseThrow().path();
  }

  private Path put(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> walk = Files.walk(tree)) {
      for (Path each : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    }
  }

  private void untilTitles(String... titles) {
    until(() -> titles().equals(List.of(titles)));
  }

  /** The kernel takes a moment; the test's own limit ends what never comes. */
  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.interrupted()).as("waited too long").isFalse();
      LockSupport.parkNanos(10_000_000);
    }
  }
}
