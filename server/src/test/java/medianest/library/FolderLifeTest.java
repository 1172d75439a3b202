package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import medianest.MovableClock;
import medianest.db.Database;
import medianest.db.TestPostgres;
import medianest.library.Library.ScanState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to real folders over the years, and what somebody watched, thought of a film and
 * corrected stays with it through all of that.
 */
@Timeout(60)
class FolderLifeTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final UUID ACCOUNT = UUID.randomUUID();

  @TempDir Path temp;
  private final MovableClock clock = new MovableClock();
  private final Scans scans =
      Libraries.scans(
          DATABASE, new TextMedia(), LibraryListener.NONE, clock, LibraryConfig.defaults());
  private final Libraries libraries = Libraries.of(DATABASE, scans, clock);
  private Path folder;
  private Library films;
  private Library series;
  private ItemId film;
  private ItemId episode;
  private ItemId show;

  @BeforeEach
  void start() throws Exception {
    DATABASE.run(handle -> {
      handle.execute("/* library.clear */ TRUNCATE library, account CASCADE");
      return handle.execute(
          "/* account.add */ INSERT INTO account (id, name, name_key, role, password_hash,"
              + " created_at) VALUES (?, 'Ann', 'ann', 'member', '', now())",
          ACCOUNT);
    });
    folder = Files.createDirectory(temp.resolve("films"));
    put("films/Raw name.mkv", "film 11");
    put("films/other.mkv", "film 12");
    put("series/Show/Season 1/Show S01E01.mkv", "film 21");
    put("series/Show/Season 1/Show S01E02.mkv", "film 22");
    films = scanned(libraries.add("Films", LibraryKind.FILMS, folder));
    series = scanned(libraries.add("Series", LibraryKind.SERIES, temp.resolve("series")));
    film = id("Raw name.mkv");
    episode = id("Show S01E02.mkv");
    show = series().getFirst().id();
    for (ItemId each : List.of(film, episode, show)) {
      DATABASE.run(handle ->
          handle.execute(
              "/* watch.add */ INSERT INTO watch (account_id, item_id, position_us, played,"
                  + " started, updated_at) VALUES (?, ?, 77, false, true, now())",
              ACCOUNT,
              each.value()));
      DATABASE.run(handle ->
          handle.execute(
              "/* mark.add */ INSERT INTO mark (account_id, item_id, favourite, rating, updated_at)"
                  + " VALUES (?, ?, true, 9, now())",
              ACCOUNT,
              each.value()));
    }
    CorrectionStore corrections = new CorrectionStore(DATABASE);
    corrections.correct(
        film,
        new CorrectionStore.Correction(
            "The Harbour", 2011, "", "Harbours", List.of("Drama"), null, null));
    corrections.correct(
        episode, new CorrectionStore.Correction("The Storm", null, "", "", List.of(), 3, 7));
    corrections.correct(
        show, new CorrectionStore.Correction("Harbour Watch", 2004, "", "", List.of(), null, null));
    checkBoth("films/Raw name.mkv", "series/Show/Season 1/Show S01E02.mkv");
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
  void filesAreRenamedMovedAndReplaced() throws Exception {
    move("films/Raw name.mkv", "films/Some.Release.2010.1080p.mkv");
    rescan(films);
    check(film, "films/Some.Release.2010.1080p.mkv", "The Harbour", 2011);

    move("films/Some.Release.2010.1080p.mkv", "films/The Bay (2009)/The Bay (2009).mkv");
    rescan(films);
    check(film, "films/The Bay (2009)/The Bay (2009).mkv", "The Harbour", 2011);

    // A better copy under the same name is the same film.
    Path better = put("aside.mkv", "film 99");
    Files.move(
        better,
        temp.resolve("films/The Bay (2009)/The Bay (2009).mkv"),
        StandardCopyOption.REPLACE_EXISTING);
    rescan(films);
    check(film, "films/The Bay (2009)/The Bay (2009).mkv", "The Harbour", 2011);

    // Into another library, where it would be called something else.
    move("films/The Bay (2009)/The Bay (2009).mkv", "series/Loose.mkv");
    rescan(films);
    rescan(series);
    check(film, "series/Loose.mkv", "The Harbour", 2011);

    move("series/Show/Season 1/Show S01E02.mkv", "series/Show/Staffel 1/02.mkv");
    rescan(series);
    check(episode, "series/Show/Staffel 1/02.mkv", "The Storm", null);
  }

  @Test
  void foldersAreRenamedAndMoved() throws Exception {
    Path show = temp.resolve("series/Show");
    Path renamed = Files.move(show, temp.resolve("series/Show (2004)"));
    rescan(series);
    check(episode, "series/Show (2004)/Season 1/Show S01E02.mkv", "The Storm", null);

    Files.createDirectories(temp.resolve("series/Drama"));
    Files.move(renamed, temp.resolve("series/Drama/Show (2004)"));
    rescan(series);
    check(episode, "series/Drama/Show (2004)/Season 1/Show S01E02.mkv", "The Storm", null);
  }

  @Test
  void filesAreDeletedAndRestored() throws Exception {
    byte[] content = Files.readAllBytes(temp.resolve("films/Raw name.mkv"));
    Files.delete(temp.resolve("films/Raw name.mkv"));
    rescan(films);
    assertThat(new ItemStore(DATABASE).byIds(List.of(film))).isEmpty();

    clock.advance(Duration.ofDays(80));
    rescan(films);
    Files.write(temp.resolve("films/Restored from a tape.mkv"), content);
    rescan(films);

    check(film, "films/Restored from a tape.mkv", "The Harbour", 2011);
  }

  @Test
  void aMountThatIsAwayForAYearLosesNothing() throws Exception {
    long before = rows();
    Path away = Files.move(folder, temp.resolve("away"));
    clock.advance(Duration.ofDays(365));
    assertThat(rescan(films).scan().state()).isEqualTo(ScanState.FAILED);
    // Its mount point is there, and nothing is in it.
    Files.createDirectory(folder);
    assertThat(rescan(films).scan().state()).isEqualTo(ScanState.FAILED);
    assertThat(rows()).isEqualTo(before);
    checkBoth(null, "series/Show/Season 1/Show S01E02.mkv");

    Files.delete(folder);
    Files.move(away, folder);
    assertThat(rescan(films).scan().state()).isEqualTo(ScanState.IDLE);

    assertThat(rows()).isEqualTo(before);
    checkBoth("films/Raw name.mkv", "series/Show/Season 1/Show S01E02.mkv");
  }

  @Test
  void aMountWithinALibraryComesBackWithAllThatItHeld() throws Exception {
    long before = rows();
    Path mount = temp.resolve("series/Show");
    Path away = Files.move(mount, temp.resolve("disk"));
    Files.createDirectory(mount);
    put("series/Other/Other S01E01.mkv", "film 31");
    rescan(series);
    clock.advance(Duration.ofDays(365));
    rescan(series);
    assertThat(rows()).isEqualTo(before + 3);

    Files.delete(mount);
    Files.move(away, mount);
    rescan(series);

    check(episode, "series/Show/Season 1/Show S01E02.mkv", "The Storm", null);
    assertThat(rows()).isEqualTo(before + 3);
  }

  @Test
  void whatWasDeletedAQuarterOfAYearAgoIsForgotten() throws Exception {
    long before = rows();
    Files.delete(temp.resolve("films/Raw name.mkv"));
    Path show = temp.resolve("series/Show");
    Files.delete(show.resolve("Season 1/Show S01E01.mkv"));
    Files.delete(show.resolve("Season 1/Show S01E02.mkv"));
    Files.delete(show.resolve("Season 1"));
    Files.delete(show);
    rescan(films);
    put("series/Other/Other S01E01.mkv", "film 31");
    rescan(series);
    clock.advance(Duration.ofDays(89));
    rescan(films);
    rescan(series);
    assertThat(rows()).isEqualTo(before + 3);

    clock.advance(Duration.ofDays(2));
    rescan(films);
    rescan(series);
    // A film is left in one library; a series with a season and an episode in the other.
    assertThat(rows()).isEqualTo(4);
    assertThat(count("SELECT count(*) FROM watch WHERE item_id = ?", film)).isZero();
  }

  private void checkBoth(@Nullable String filmFile, String episodeFile) throws IOException {
    check(film, filmFile, "The Harbour", 2011);
    check(episode, episodeFile, "The Storm", null);
  }

  /** The item as somebody corrected it, with what was watched; where its file lies, if it does. */
  private void check(ItemId id, @Nullable String file, String title, @Nullable Integer year)
      throws IOException {
    Item item = new ItemStore(DATABASE).byIds(List.of(id)).getFirst();
    assertThat(item.title()).isEqualTo(title);
    assertThat(item.year()).isEqualTo(year);
    if (file != null) {
      Path path = new ItemStore(DATABASE).file(id).orElseThrow().path();
      assertThat(path.toRealPath()).isEqualTo(temp.resolve(file).toRealPath());
    }
    DetailStore.Detailed detail = new DetailStore(DATABASE).find(id).orElseThrow();
    assertThat(detail.locked()).isTrue();
    assertThat(count("SELECT count(*) FROM watch WHERE position_us = 77 AND item_id = ?", id))
        .isEqualTo(1);
    assertThat(
            count("SELECT count(*) FROM mark WHERE favourite AND rating = 9 AND item_id = ?", id))
        .isEqualTo(1);
    if (id.equals(episode)) {
      Item.Episode place = Objects.requireNonNull(item.episode());
      assertThat(place.season()).isEqualTo(3);
      assertThat(place.number()).isEqualTo(7);
      assertThat(place.series()).isEqualTo(show);
      checkShow();
    } else {
      assertThat(detail.collection()).isEqualTo("Harbours");
      assertThat(detail.genres()).containsExactly("Drama");
    }
  }

  /** One series, with the season that its files say and the one that somebody put an episode in. */
  private void checkShow() {
    List<Item> all = series().stream().filter(each -> !each.title().equals("Other")).toList();
    assertThat(all).extracting(Item::id).containsExactly(show);
    assertThat(all).extracting(Item::title).containsExactly("Harbour Watch");
    assertThat(count("SELECT count(*) FROM mark WHERE favourite AND item_id = ?", show))
        .isEqualTo(1);
    assertThat(new DetailStore(DATABASE).seasons(show, ACCOUNT))
        .extracting(DetailStore.Season::number, DetailStore.Season::episodes)
        .containsExactly(tuple(1, 1), tuple(3, 1));
  }

  private List<Item> series() {
    return new ItemStore(DATABASE)
        .page(ItemQueries.shelf(series.id())).items().stream()
            .filter(each -> each.kind() == ItemKind.SERIES)
            .toList();
  }

  private static long count(String sql, ItemId id) {
    return DATABASE.run(handle ->
        handle
            .createQuery("/* life.count */ " + sql.replace("?", ":id"))
            .bind("id", id.value())
            .mapTo(Long.class)
            .one());
  }

  private static long rows() {
    return DATABASE.run(handle ->
        handle.createQuery("/* life.rows */ SELECT count(*) FROM item").mapTo(Long.class).one());
  }

  private static ItemId id(String fileName) {
    return new ItemId(
        DATABASE.run(handle ->
            handle
                .createQuery("/* life.id */ SELECT id FROM item WHERE file_name = :name")
                .bind("name", fileName)
                .mapTo(UUID.class)
                .one()));
  }

  private void move(String from, String to) throws IOException {
    Files.createDirectories(temp.resolve(to).getParent());
    Files.move(temp.resolve(from), temp.resolve(to));
  }

  private Path put(String name, String content) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private Library scanned(Library library) throws InterruptedException {
    scans.await(library.id());
    return libraries.find(library.id().toString());
  }

  private Library rescan(Library library) throws InterruptedException {
    scans.await(library.id());
    libraries.scan(library);
    return scanned(library);
  }
}
