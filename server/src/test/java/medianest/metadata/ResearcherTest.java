package medianest.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import medianest.MovableClock;
import medianest.db.Database;
import medianest.db.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Films and series in a real database, asked for at a server that answers as TMDB does. */
@Timeout(60)
final class ResearcherTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};

  private static final String SEARCH =
      """
      {"page": 1, "results": [
        {"id": 12, "title": "A Trip to Mars", "original_title": "Himmelskibet", "release_date": "1918-02-22"},
        {"id": 11, "title": "A Trip", "original_title": "A Trip", "release_date": "1918-01-01"}]}
      """;

  private static final String FILM =
      """
      {"id": 12, "title": "A Trip to Mars", "original_title": "Himmelskibet",
       "release_date": "1918-02-22", "overview": "A ship flies to Mars.", "tagline": "",
       "vote_average": 6.24, "vote_count": 40, "poster_path": "/poster-12.jpg",
       "backdrop_path": "/../../etc/passwd.jpg", "imdb_id": "tt0008100",
       "genres": [{"id": 878, "name": "Science Fiction"}, {"id": 12, "name": "Adventure"}],
       "production_companies": [{"name": "Nordisk"}], "production_countries": [{"name": "Denmark"}],
       "belongs_to_collection": {"id": 5, "name": "Ships to Planets"},
       "external_ids": {"imdb_id": "tt0008100", "tvdb_id": null},
       "credits": {
         "cast": [{"name": "Gunnar T", "character": "Avanti", "profile_path": "/gunnar.jpg"}, {"name": "Lilly J", "character": null}],
         "crew": [{"name": "Holger M", "job": "Director"}, {"name": "Ole O", "job": "Screenplay"}]},
       "release_dates": {"results": [
         {"iso_3166_1": "DE", "release_dates": [{"certification": "0"}]},
         {"iso_3166_1": "US", "release_dates": [{"certification": ""}, {"certification": "NR"}]}]}}
      """;

  private static final String SERIES =
      """
      {"id": 70, "name": "The Lighthouse Keepers", "original_name": "The Lighthouse Keepers",
       "first_air_date": "2003-09-01", "overview": "Three keepers and a light.",
       "vote_average": 9.9, "vote_count": 2, "networks": [{"name": "Channel 9"}],
       "created_by": [{"name": "Ann A"}], "genres": [{"name": "Drama"}],
       "content_ratings": {"results": [{"iso_3166_1": "US", "rating": "TV-PG"}]},
       "external_ids": {"imdb_id": "tt1234567", "tvdb_id": 4711}, "credits": {"cast": []}}
      """;

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private final List<UUID> pictured = new ArrayList<>();
  private final Map<String, byte[]> portraits = new TreeMap<>();
  private MetadataItems items;
  private LocalTmdb tmdb;
  private int completed;

  @BeforeEach
  void start() throws IOException {
    items = MetadataItems.in(DATABASE);
    tmdb = LocalTmdb.start("key");
    answers();
  }

  private void answers() {
    tmdb.put("/3/search/movie", SEARCH);
    tmdb.put("/3/movie/12", FILM);
    tmdb.put("/p/w780/poster-12.jpg", PICTURE);
    tmdb.put("/p/w185/gunnar.jpg", PICTURE);
  }

  @AfterEach
  void stop() {
    tmdb.close();
  }

  private Researcher researcher() {
    return new Researcher(
        DATABASE,
        tmdb.client(),
        new ProviderPictures(folder),
        new Portraits() {
          @Override
          public Map<String, String> of(List<String> names) {
            Map<String, String> found = new TreeMap<>();
            names.stream().filter(portraits::containsKey).forEach(name -> found.put(name, name));
            return found;
          }

          @Override
          public void keep(String name, byte[] picture) {
            portraits.put(name, picture);
          }
        },
        new Researcher.Told(() -> completed++, pictured::add),
        clock);
  }

  @Test
  void completesAFilmWithTextPeopleAndPoster() throws Exception {
    UUID film = film("A Trip to Mars", 1918, null);

    researcher().work();

    assertThat(text(film, "about"))
        .contains("A ship flies to Mars.", "Himmelskibet", "Gunnar T", "Avanti", "Holger M", "NR")
        .contains("\"tmdb\":\"12\"", "\"imdb\":\"tt0008100\"", "Nordisk", "Denmark");
    assertThat(text(film, "genres")).isEqualTo("{\"Science Fiction\",Adventure}");
    assertThat(text(film, "rating")).isEqualTo("6.2");
    assertThat(text(film, "collection")).isEqualTo("Ships to Planets");
    assertThat(text(film, "search_more")).contains("gunnar t").contains("flies to mars");
    assertThat(folder.resolve(film.toString()).resolve("poster.jpg")).hasBinaryContent(PICTURE);
    // What is no path of a picture is not asked for.
    assertThat(folder.resolve(film.toString()).resolve("backdrop.jpg")).doesNotExist();
    assertThat(portraits).containsOnlyKeys("Gunnar T");
    assertThat(pictured).containsExactly(film);
    assertThat(completed).isEqualTo(1);
    assertThat(tmdb.asked.getFirst()).contains("query=A Trip to Mars", "year=1918", "api_key=key");
  }

  @Test
  void leavesWhatANoteOrAPersonSaid() throws Exception {
    UUID film =
        film(
            "A Trip to Mars",
            1918,
            "{\"about\":" + MetadataItems.about("My own words.") + ",\"ids\":{}}");
    set(film, "genres = '{Space}', rating = 9, collection = 'Mine'");
    UUID corrected = film("A Trip to Mars", null, null);
    set(corrected, "locked = true");

    researcher().work();

    assertThat(text(film, "about")).contains("My own words.").doesNotContain("A ship flies");
    assertThat(text(film, "genres")).isEqualTo("{Space}");
    assertThat(text(film, "rating")).isEqualTo("9");
    assertThat(text(film, "collection")).isEqualTo("Mine");
    assertThat(text(corrected, "year")).isNull();
    assertThat(text(corrected, "genres")).isEqualTo("{}");
    assertThat(text(corrected, "about")).contains("A ship flies to Mars.");
  }

  @Test
  void asksOnceHoweverOftenAScanNamesIt() throws Exception {
    UUID film = film("A Trip to Mars", 1918, null);
    Researcher researcher = researcher();
    researcher.work();
    List<String> before = List.copyOf(tmdb.asked);

    set(film, "enriched = false, about = NULL, genres = '{}'");
    researcher.work();

    assertThat(tmdb.asked).isEqualTo(before);
    assertThat(text(film, "about")).contains("A ship flies to Mars.");

    set(film, "enriched = false, naming = 2");
    researcher.work();

    assertThat(tmdb.asked).hasSizeGreaterThan(before.size());
  }

  @Test
  void asksAMonthLaterForWhatIsNotKnown() throws Exception {
    UUID film = film("Nobody Made This", 2001, null);
    Researcher researcher = researcher();
    researcher.work();
    int first = tmdb.asked.size();

    researcher.work();
    assertThat(tmdb.asked).hasSize(first);
    assertThat(text(film, "enriched")).isEqualTo("false");

    clock.advance(Duration.ofDays(31));
    researcher.work();
    assertThat(tmdb.asked).hasSizeGreaterThan(first);
  }

  @Test
  void looksASeriesUpByTheIdThatItsNameHas() throws Exception {
    UUID series =
        film(
            "Keepers",
            2003,
            "{\"about\":" + MetadataItems.about("") + ",\"ids\":{\"tvdb\":\"4711\"}}");
    set(series, "kind = 'series'");
    tmdb.put("/3/find/4711", "{\"tv_results\": [{\"id\": 70, \"name\": \"x\"}]}");
    tmdb.put("/3/tv/70", SERIES);

    researcher().work();

    assertThat(text(series, "about")).contains("Three keepers", "Ann A", "TV-PG", "Channel 9");
    // Two votes are none.
    assertThat(text(series, "rating")).isNull();
    assertThat(tmdb.asked.getFirst())
        .isEqualTo("/3/find/4711?api_key=key&external_source=tvdb_id&language=en-US");
  }

  @Test
  void saysWhyItCannotAskAndTriesLater() throws Exception {
    film("A Trip to Mars", 1918, null);
    Researcher researcher = researcher();

    tmdb.status = 401;
    assertThat(researcher.work()).isEqualTo(Duration.ofHours(1));
    assertThat(researcher.obstacle())
        .hasValueSatisfying(why -> assertThat(why).contains("metadata.tmdbKey"));
    tmdb.status = 429;
    assertThat(researcher.work()).isEqualTo(Duration.ofSeconds(7));
    tmdb.status = 500;
    assertThat(researcher.work()).isEqualTo(Duration.ofMinutes(5));
    tmdb.status = 200;
    tmdb.put("/3/search/movie", "<html>");
    assertThat(researcher.work()).isEqualTo(Duration.ofMinutes(5));
    tmdb.put("/3/search/movie", new byte[(4 << 20) + 1]);
    assertThat(researcher.work()).isEqualTo(Duration.ofMinutes(5));
    assertThat(researcher.obstacle())
        .hasValueSatisfying(why -> assertThat(why).doesNotContain("key="));

    tmdb.put("/3/search/movie", SEARCH);
    researcher.work();
    assertThat(researcher.obstacle()).isEmpty();
    assertThat(completed).isEqualTo(1);
  }

  @Test
  void oneQuestionThatIsNotUnderstoodHoldsUpNoOther() throws Exception {
    UUID film = film("A Trip to Mars", 1918, null);
    UUID odd =
        film("Odd", null, "{\"about\":" + MetadataItems.about("") + ",\"ids\":{\"tmdb\":\"0\"}}");
    tmdb.refused = "/3/movie/0";

    Researcher researcher = researcher();
    researcher.work();

    assertThat(tmdb.asked).anyMatch(each -> each.startsWith("/3/movie/0?"));
    assertThat(researcher.obstacle()).isEmpty();
    assertThat(text(odd, "enriched")).isEqualTo("false");
    assertThat(text(film, "enriched")).isEqualTo("true");
  }

  @Test
  void fetchesLaterThePosterThatCouldNotBeHad() throws Exception {
    UUID film = film("A Trip to Mars", 1918, null);
    Researcher researcher = researcher();
    tmdb.broken = "/p/";
    researcher.work();
    assertThat(researcher.obstacle()).isPresent();
    assertThat(pictured).isEmpty();

    tmdb.broken = "nothing";
    researcher.work();

    assertThat(pictured).containsExactly(film);
    assertThat(tmdb.asked.stream().filter(each -> each.startsWith("/3/movie/12")).count())
        .isEqualTo(1);
  }

  @Test
  void aCorrectionHasAllForgottenThatWasSaidOfAnother() throws Exception {
    UUID film = film("A Trip to Mars", 1918, null);
    Researcher researcher = researcher();
    researcher.work();
    assertThat(text(film, "about")).contains("A ship flies to Mars.", "\"tmdb\":\"12\"");

    // As a correction by hand leaves it.
    set(film, "title = 'A Trip', enriched = false, locked = true, genres = '{}', collection = ''");
    tmdb.put("/3/movie/11", "{\"id\": 11, \"title\": \"A Trip\", \"overview\": \"By train.\"}");
    researcher.work();

    assertThat(text(film, "about")).contains("By train.", "\"tmdb\":\"11\"");
    assertThat(text(film, "about")).doesNotContain("Gunnar", "Mars", "tt0008100");
    assertThat(text(film, "title")).isEqualTo("A Trip");
    assertThat(text(film, "genres")).isEqualTo("{}");
    assertThat(folder.resolve(film.toString())).doesNotExist();

    set(film, "title = 'Nobody Made This', enriched = false");
    researcher.work();

    assertThat(text(film, "about")).isNull();
    assertThat(text(film, "title")).isEqualTo("Nobody Made This");
  }

  @Test
  void aPictureThatIsTooLargeHoldsUpNothing() throws Exception {
    UUID film = film("A Trip to Mars", 1918, null);
    tmdb.put("/p/w780/poster-12.jpg", new byte[(16 << 20) + 1]);

    Researcher researcher = researcher();
    researcher.work();

    assertThat(researcher.obstacle()).isEmpty();
    assertThat(text(film, "enriched")).isEqualTo("true");
    assertThat(pictured).isEmpty();
  }

  @Test
  void aTokenTravelsInAHeaderOnly() throws Exception {
    tmdb.close();
    tmdb = LocalTmdb.start("a.token");
    answers();
    film("A Trip to Mars", 1918, null);

    researcher().work();

    assertThat(tmdb.asked).isNotEmpty().noneMatch(each -> each.contains("token"));
  }

  @Test
  void forgetsThePicturesOfWhatIsGone() throws Exception {
    ProviderPictures pictures = new ProviderPictures(folder);
    UUID gone = UUID.randomUUID();
    UUID there = film("A Trip to Mars", 1918, null);
    pictures.keep(gone, "poster", PICTURE);
    pictures.keep(there, "poster", PICTURE);
    Researcher researcher = researcher();

    Thread worker = Thread.ofVirtual().start(researcher);
    while (pictures.has(gone, "poster")) {
      Thread.sleep(5);
    }
    worker.interrupt();
    worker.join();

    assertThat(pictures.items()).containsExactly(there);
  }

  private UUID film(String title, @Nullable Integer year, @Nullable String about) {
    return items.film(title, year, about);
  }

  private void set(UUID item, String what) {
    items.set(item, what);
  }

  private @Nullable String text(UUID item, String column) {
    return items.text(item, column);
  }
}
