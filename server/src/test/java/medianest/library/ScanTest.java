package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import medianest.cache.CacheMetrics;
import medianest.cache.SecondLevel;
import medianest.db.Database;
import medianest.db.TestPostgres;
import medianest.http.Problem;
import medianest.library.Library.ScanState;
import medianest.media.io.ByteSource;
import medianest.media.probe.Sniffed;
import medianest.media.track.Container;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final Clock CLOCK = Clock.systemUTC();
  private static final LibraryConfig ONE_THREAD =
      new LibraryConfig(1, false, Duration.ofMinutes(5), Duration.ZERO);

  @TempDir Path temp;
  private Path folder;
  private final Told told = new Told();
  private final Scans scans =
      Libraries.scans(DATABASE, new TextMedia(), told, CLOCK, LibraryConfig.defaults());
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
  void findsWhatPlaysAndKeepsWhatDoesNotWithItsReason() throws Exception {
    put("The Film (2010).mkv", "film 60");
    put("deep/er/Song.m4a", "sound 3");
    put("Old.avi", "avi");
    put("Cut off.mp4", "broken");
    put("Locked.mp4", "refused");
    put("faulty.mp4", "fault");
    put("source.ts", "export const a = 1");
    put("notes.txt", "film 60");

    Library library = scanned(LibraryKind.FILMS);

    assertThat(titles(library))
        .containsExactly("The Film 2010 FILM", "Old null FILM", "Song null AUDIO");
    assertThat(items.troubles(library.id(), 10, null))
        .extracting(each -> each.path() + ": " + each.state().word() + ": " + each.reason())
        .containsExactlyInAnyOrder(
            "Old.avi: unsupported: AVI files cannot be played without ffmpeg; install it.",
            "Cut off.mp4: broken: The file ends too early.",
            "Locked.mp4: refused: The file is encrypted.",
            "faulty.mp4: broken: The file could not be read by a fault of this program; its log has"
                + " more.",
            "source.ts: unsupported: The file is no video or audio of a known kind.");
    assertThat(library.itemCount()).isEqualTo(3);
    assertThat(library.problemCount()).isEqualTo(5);
    assertThat(library.scan().state()).isEqualTo(ScanState.IDLE);
    assertThat(library.scan().filesTotal()).isEqualTo(7);
    assertThat(library.scan().filesDone()).isEqualTo(7);
    assertThat(library.scan().finishedAt()).isNotNull();
  }

  @Test
  void keepsTracksAndChapters() throws Exception {
    put("a.mkv", "film 60");
    Library library = scanned(LibraryKind.HOME);

    ItemId id = page(library).getFirst().id();
    DetailStore.Detailed found = new DetailStore(DATABASE).find(id).orElseThrow();
    assertThat(found.container()).isEqualTo("MP4");
    assertThat(found.details().title()).isEqualTo("Inside");
    assertThat(found.details().chapters()).hasSize(1);
    TrackFacts track = found.details().tracks().getFirst();
    assertThat(track.codec()).isEqualTo("H.264");
    assertThat(track.name()).isEqualTo("Main");
    assertThat(track.width()).isEqualTo(1920);
    assertThat(track.bitrate()).isEqualTo(1_000_000);
    assertThat(found.item().durationUs()).isEqualTo(60_000_000);
    MediaFile file = items.file(id).orElseThrow();
    assertThat(file.path()).isEqualTo(folder.resolve("a.mkv"));
    assertThat(file.sizeBytes()).isEqualTo(7);
  }

  @Test
  void touchesOnlyWhatChanged() throws Exception {
    Path same = put("same.mkv", "film 1");
    Path other = put("other.mkv", "film 1");
    Library library = scanned(LibraryKind.HOME);
    List<Item> before = page(library);
    // If the first were read again, its content would say that it is broken.
    FileTime time = Files.getLastModifiedTime(same);
    Files.writeString(same, "broken");
    Files.setLastModifiedTime(same, time);
    Files.writeString(other, "film 77");

    rescan(library);

    List<Item> after = page(library);
    assertThat(after).extracting(Item::id).containsExactlyElementsOf(ids(before));
    assertThat(after).extracting(Item::durationUs).containsExactly(77_000_000L, 1_000_000L);
    assertThat(after)
        .extracting(Item::addedAt)
        .containsExactlyElementsOf(before.stream().map(Item::addedAt).toList());
  }

  @Test
  void removesWhatIsGoneAndAddsWhatIsNew() throws Exception {
    Path gone = put("gone.mkv", "film 1");
    put("stays.mkv", "film 1");
    Library library = scanned(LibraryKind.HOME);
    Files.delete(gone);
    put("new.mkv", "film 1");

    Library after = rescan(library);

    assertThat(page(after)).extracting(Item::title).containsExactly("new", "stays");
    assertThat(after.itemCount()).isEqualTo(2);
  }

  @Test
  void removesNothingWhereTheFolderIsGoneOrEmpty() throws Exception {
    put("a.mkv", "film 1");
    Library library = scanned(LibraryKind.HOME);

    Files.delete(folder.resolve("a.mkv"));
    Library empty = rescan(library);
    assertThat(empty.scan().state()).isEqualTo(ScanState.FAILED);
    assertThat(empty.scan().reason()).contains("is empty", "is its disk mounted?");
    assertThat(empty.itemCount()).isEqualTo(1);

    Files.delete(folder);
    Library missing = rescan(library);
    assertThat(missing.scan().state()).isEqualTo(ScanState.FAILED);
    assertThat(missing.scan().reason()).contains("is not there");
    assertThat(missing.itemCount()).isEqualTo(1);

    Files.createDirectory(folder);
    put("a.mkv", "film 1");
    assertThat(rescan(library).scan().state()).isEqualTo(ScanState.IDLE);
  }

  @Test
  void sparesTheItemsOfAFolderThatCannotBeRead() throws Exception {
    put("in/a.mkv", "film 1");
    put("in2/c.mkv", "film 1");
    put("b.mkv", "film 1");
    Library library = scanned(LibraryKind.HOME);
    ScanStore store = new ScanStore(DATABASE);

    long removed =
        store.miss(
            library.id(),
            number -> true,
            new ScanStore.Places(List.of(), List.of(RawPath.below(folder, folder.resolve("in")))),
            CLOCK.instant());

    assertThat(removed).isEqualTo(2);
    assertThat(page(library)).extracting(Item::title).containsExactly("a");
  }

  @Test
  void neverFollowsALinkOutOfTheFolder() throws Exception {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(outside.resolve("secret.mkv"), "film 1");
    put("a.mkv", "film 1");
    put(".hidden/b.mkv", "film 1");
    Files.createSymbolicLink(folder.resolve("out.mkv"), outside.resolve("secret.mkv"));
    Files.createSymbolicLink(folder.resolve("out"), outside);
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("again.mkv"), folder.resolve("a.mkv"));
    Files.createSymbolicLink(folder.resolve("shown.mkv"), folder.resolve(".hidden/b.mkv"));
    Files.createSymbolicLink(folder.resolve("nowhere.mkv"), folder.resolve("no"));

    Library library = scanned(LibraryKind.HOME);

    assertThat(page(library)).extracting(Item::fileName).containsExactly("a.mkv", "shown.mkv");
  }

  @Test
  void doesNotHandOutAFileThatALinkReplaced() throws Exception {
    Path film = put("a.mkv", "film 1");
    Path secret = Files.writeString(temp.resolve("secret.mkv"), "film 1");
    Library library = scanned(LibraryKind.HOME);
    String id = page(library).getFirst().id().toString();
    CacheMetrics metrics = new CacheMetrics(new PrometheusRegistry());
    PersonalListsApi answers = PersonalListsApi.of(SecondLevel.NONE, metrics);
    ItemPages pages = ItemPages.of(SecondLevel.NONE, true, metrics, answers);
    Items api = Items.of(DATABASE, pages, metrics);
    assertThat(api.file(id).path()).isEqualTo(film);

    Files.delete(film);
    Files.createSymbolicLink(film, secret);

    assertThatThrownBy(() -> api.file(id)).isInstanceOf(Problem.class).hasMessageContaining("gone");
  }

  @Test
  void survivesHostileNames() throws Exception {
    List<String> names =
        List.of(
            "new\nline.mkv",
            "quote'\";--.mkv",
            "%s%n.mkv",
            " .mkv",
            "-rf.mkv",
            "<script>alert(1)<script>.mkv",
            "\u202etxt.mkv",
            "Robert'); DROP TABLE item; --.mkv",
            "a..b...mkv",
            "x..\\..\\..\\etc\\passwd.mkv",
            "%2e%2e%2fetc%2fpasswd.mkv",
            "tab\tand\rreturn.mkv",
            "&lt;b&gt;&amp;.mkv",
            "\u0007bell\u001b[31m.mkv",
            "😀".repeat(62) + ".mkv",
            "x".repeat(251) + ".mkv");
    for (String name : names) {
      put(name, "film 1");
    }
    Path bad = Path.of(URI.create(folder.toUri() + "bad%ff%fe.mkv"));
    Files.writeString(bad, "film 1");
    Path badFolder = Files.createDirectory(Path.of(URI.create(folder.toUri() + "dir%e9")));
    Files.writeString(badFolder.resolve("deep.mkv"), "film 1");
    Path deep = folder;
    for (int i = 0; i < 15; i++) {
      deep = Files.createDirectory(deep.resolve("d".repeat(200)));
    }
    Files.writeString(deep.resolve("deepest.mkv"), "film 1");

    Library library = scanned(LibraryKind.HOME);
    assertThat(library.itemCount()).isEqualTo(names.size() + 3);
    for (Item item : page(library)) {
      Path file = items.file(item.id()).orElseThrow().path();
      assertThat(Files.readString(file)).as(item.fileName()).isEqualTo("film 1");
      assertThat(item.title()).isNotBlank();
    }
    assertThat(rescan(library).itemCount()).isEqualTo(names.size() + 3);
  }

  @Test
  void showsItemsDuringTheScanJoinsItAndGoesOnAfterARestart() throws Exception {
    for (int i = 0; i < 300; i++) {
      put("film " + i + ".mkv", "film 1");
    }
    CountDownLatch halfway = new CountDownLatch(200);
    Scans slow = Libraries.scans(DATABASE, new Halting(halfway), told, CLOCK, ONE_THREAD);
    Libraries first = Libraries.of(DATABASE, slow, CLOCK);
    Library library = first.add("Films", LibraryKind.FILMS, folder);
    halfway.await();

    // What was read of the batch at hand is not written yet: at most 128 of those 200.
    assertThat(page(library)).hasSizeBetween(72, 299);
    assertThat(first.find(library.id().toString()).scan().state()).isEqualTo(ScanState.RUNNING);
    Instant startedAt = first.find(library.id().toString()).scan().startedAt();
    assertThat(first.scan(library).scan().startedAt()).isEqualTo(startedAt);
    slow.close();

    libraries.resumeScans();
    scans.await(library.id());
    Library after = libraries.find(library.id().toString());
    assertThat(after.itemCount()).isEqualTo(300);
    assertThat(after.scan().state()).isEqualTo(ScanState.IDLE);
    assertThat(told.added.stream().mapToLong(Long::longValue).sum()).isEqualTo(300);
  }

  @Test
  void tellsProgress() throws Exception {
    put("a.mkv", "film 1");
    Library library = scanned(LibraryKind.HOME);

    assertThat(told.states).startsWith(ScanState.RUNNING).endsWith(ScanState.IDLE);
    assertThat(told.added).containsExactly(1L);
    assertThat(library.scan().filesSeen()).isEqualTo(1);
  }

  private Path put(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private Library scanned(LibraryKind kind) throws InterruptedException {
    return rescan(libraries.add("Library", kind, folder));
  }

  private Library rescan(Library library) throws InterruptedException {
    scans.await(library.id());
    libraries.scan(library);
    scans.await(library.id());
    return libraries.find(library.id().toString());
  }

  private List<Item> page(Library library) {
    return items.page(ItemQueries.of(library.id())).items();
  }

  private List<String> titles(Library library) {
    return page(library).stream()
        .map(item -> item.title() + " " + item.year() + " " + item.kind())
        .toList();
  }

  private static List<ItemId> ids(List<Item> items) {
    return items.stream().map(Item::id).toList();
  }

  /** Remembers what it was told. */
  private static final class Told implements LibraryListener {
    final List<ScanState> states = new CopyOnWriteArrayList<>();
    final List<Long> added = new CopyOnWriteArrayList<>();

    @Override
    public void scanChanged(Library library) {
      states.add(library.scan().state());
    }

    @Override
    public void itemsChanged(UUID libraryId, long more, long removed) {
      if (more > 0) {
        added.add(more);
      }
    }
  }

  /** Reads until the latch is open, and then waits to be interrupted. */
  private static final class Halting implements MediaReader {
    private final TextMedia media = new TextMedia();
    private final CountDownLatch latch;

    Halting(CountDownLatch latch) {
      this.latch = latch;
    }

    @Override
    public Container sniff(ByteSource source) throws IOException {
      return media.sniff(source);
    }

    @Override
    public Sniffed open(ByteSource source) throws IOException {
      if (latch.getCount() == 0) {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException(e);
        }
      }
      latch.countDown();
      return media.open(source);
    }
  }
}
