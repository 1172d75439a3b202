package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import medianest.db.Database;
import medianest.db.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan makes of the names of files and of the notes beside them. */
class IdentityTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final UUID NOBODY = new UUID(0, 0);

  @TempDir Path temp;
  private Path folder;
  private final Scans scans =
      Libraries.scans(
          DATABASE,
          new TextMedia(),
          LibraryListener.NONE,
          Clock.systemUTC(),
          LibraryConfig.defaults());
  private final Libraries libraries = Libraries.of(DATABASE, scans, Clock.systemUTC());
  private final ItemStore items = new ItemStore(DATABASE);
  private final DetailStore details = new DetailStore(DATABASE);

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
  void makesSeriesOfEpisodes() throws Exception {
    put("Harbour Watch (2011)/Season 1/Harbour Watch S01E02 - Storm.mkv", "film 1");
    put("Harbour Watch (2011)/Season 1/Harbour Watch S01E01.mkv", "film 2");
    put("Harbour Watch (2011)/Season 2/Harbour Watch S02E01.mkv", "film 3");
    put("Harbour Watch (2011)/Season 2/Interviews/The captain.mkv", "film 4");
    put(
        "Harbour Watch (2011)/tvshow.nfo",
        "<tvshow><title>Harbor Watch</title><plot>Sea.</plot></tvshow>");
    put("Strange.mkv", "film 5");

    Library library = scanned(LibraryKind.SERIES);

    assertThat(shelf(library)).containsExactly("Harbor Watch 2011 SERIES", "Strange null VIDEO");
    Item series = items.page(ItemQueries.shelf(library.id())).items().getFirst();
    assertThat(details.seasons(series.id(), NOBODY))
        .extracting(DetailStore.Season::number, DetailStore.Season::episodes)
        .containsExactly(tuple(1, 2), tuple(2, 1));
    assertThat(details.episodes(series.id(), 1, -1, NOBODY, 10))
        .extracting(each -> each.item().title())
        .containsExactly("Episode 1", "Storm");
    assertThat(details.episodes(List.of(series.id()), NOBODY).get(series.id()))
        .isEqualTo(new DetailStore.Episodes(2, 3, 0));
    DetailStore.Detailed detailed = details.find(series.id()).orElseThrow();
    assertThat(detailed.about().about().plot()).isEqualTo("Sea.");
    assertThat(details.pieces(detailed))
        .extracting(DetailStore.Piece::role)
        .containsExactly("extra");
    assertThat(library.itemCount()).isEqualTo(4);
    assertThat(library.seriesCount()).isEqualTo(1);
  }

  @Test
  void groupsVersionsPartsAndExtras() throws Exception {
    put("The Harbour (2011)/The Harbour (2011) - 1080p.mkv", "film 1");
    put("The Harbour (2011)/The Harbour (2011) - 720p.mkv", "film 2");
    put("The Harbour (2011)/Trailers/Teaser.mkv", "film 3");
    put("The Bay cd1.mkv", "film 4");
    put("The Bay cd2.mkv", "film 5");

    Library library = scanned(LibraryKind.FILMS);

    assertThat(shelf(library)).containsExactly("The Bay null FILM", "The Harbour 2011 FILM");
    List<Item> films = items.page(ItemQueries.shelf(library.id())).items();
    assertThat(pieces(films.getFirst())).containsExactly("part 2");
    assertThat(pieces(films.getLast())).containsExactly("extra trailer", "version 720p");
  }

  @Test
  void believesNotesAndReadsThemAgainWhenTheyChange() throws Exception {
    put("film.mkv", "film 1");
    put("film.nfo", "<movie><title>One</title><year>1999</year><genre>Drama</genre></movie>");
    Library library = scanned(LibraryKind.FILMS);
    assertThat(shelf(library)).containsExactly("One 1999 FILM");
    Item before = items.page(ItemQueries.shelf(library.id())).items().getFirst();

    put("film.nfo", "<movie><title>Another</title></movie>");
    rescan(library);
    assertThat(shelf(library)).containsExactly("Another null FILM");
    Item after = items.page(ItemQueries.shelf(library.id())).items().getFirst();
    assertThat(after.id()).isEqualTo(before.id());
  }

  @Test
  void refusesANoteThatIsNoNote() throws Exception {
    put("film (2001).mkv", "film 1");
    Path note = folder.resolve("film (2001).nfo");
    try (var large = new java.io.RandomAccessFile(note.toFile(), "rw")) {
      large.setLength(1L << 30);
    }
    put("other (2002).mkv", "film 1");
    put(
        "other (2002).nfo",
        "<!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><movie><title>&x;</title></movie>");
    assertThat(shelf(scanned(LibraryKind.FILMS)))
        .containsExactly("film 2001 FILM", "other 2002 FILM");
  }

  @Test
  void knowsAFileAgainThatWasMovedOrCameBack() throws Exception {
    Path film = put("a.mkv", "film 11");
    put("stays.mkv", "film 12");
    Library library = scanned(LibraryKind.FILMS);
    ItemId id = items.page(ItemQueries.shelf(library.id())).items().getFirst().id();

    Path moved = folder.resolve("The Harbour (2011)/The Harbour (2011).mkv");
    Files.createDirectories(moved.getParent());
    Files.move(film, moved);
    rescan(library);
    assertThat(shelf(library)).containsExactly("The Harbour 2011 FILM", "stays null FILM");
    assertThat(items.page(ItemQueries.shelf(library.id())).items().getFirst().id()).isEqualTo(id);

    Path away = temp.resolve("away.mkv");
    Files.move(moved, away);
    rescan(library);
    assertThat(shelf(library)).containsExactly("stays null FILM");
    Files.move(away, moved);
    rescan(library);
    assertThat(items.page(ItemQueries.shelf(library.id())).items().getFirst().id()).isEqualTo(id);
  }

  @Test
  void takesACopyForAnotherItem() throws Exception {
    Path film = put("a.mkv", "film 11");
    Library library = scanned(LibraryKind.FILMS);
    Files.copy(film, folder.resolve("b.mkv"));
    rescan(library);
    assertThat(shelf(library)).containsExactly("a null FILM", "b null FILM");
  }

  @Test
  void losesASeriesWithItsLastEpisodeAndFindsItAgain() throws Exception {
    Path episode = put("Show/Show S01E01.mkv", "film 21");
    put("Other/Other S01E01.mkv", "film 22");
    Library library = scanned(LibraryKind.SERIES);
    Path away = temp.resolve("away.mkv");
    Files.move(episode, away);
    rescan(library);
    assertThat(shelf(library)).containsExactly("Other null SERIES");
    Files.move(away, episode);
    rescan(library);
    assertThat(shelf(library)).containsExactly("Other null SERIES", "Show null SERIES");
  }

  private List<String> pieces(Item item) {
    return details.pieces(details.find(item.id()).orElseThrow()).stream()
        .map(each -> each.role() + " " + each.label())
        .toList();
  }

  private List<String> shelf(Library library) {
    return items.page(ItemQueries.shelf(library.id())).items().stream()
        .map(each -> each.title() + " " + each.year() + " " + each.kind())
        .toList();
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
}
