package medianest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import medianest.MovableClock;
import medianest.db.Database;
import medianest.db.TestPostgres;
import medianest.library.EnrichmentStore;
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
  private static final UUID LIBRARY = UUID.randomUUID();
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
         "cast": [{"name": "Gunnar T", "character": "Avanti"}, {"name": "Lilly J", "character": null}],
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
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<UUID> pictured = new ArrayList<>();
  private volatile int status = 200;
  private volatile String refused = "nothing";
  private volatile String broken = "nothing";
  private @Nullable HttpServer server;
  private @Nullable Tmdb tmdb;
  private int completed;

  @BeforeEach
  void start() throws IOException {
    DATABASE.run(handle -> {
      handle.execute("/* library.clear */ TRUNCATE library CASCADE");
      return handle.execute(
          "/* library.add */ INSERT INTO library (id, name, kind, path, created_at)"
              + " VALUES (?, 'Films', 'films', '/films', now())",
          LIBRARY);
    });
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/", this::answer);
    server.start();
    answers.put("/3/search/movie", SEARCH.getBytes(UTF_8));
    answers.put("/3/movie/12", FILM.getBytes(UTF_8));
    answers.put("/p/w780/poster-12.jpg", PICTURE);
  }

  @AfterEach
  void stop() {
    Objects.requireNonNull(server).stop(0);
    Objects.requireNonNull(tmdb).close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    String path = exchange.getRequestURI().getPath();
    asked.add(path + "?" + URLDecoder.decode(query, UTF_8));
    byte[] body = answers.get(path);
    int answer = path.equals(refused) ? 422 : path.startsWith(broken) ? 503 : status;
    if (status == 429) {
      exchange.getResponseHeaders().add("Retry-After", "7");
    }
    if (answer != 200 || body == null) {
      exchange.sendResponseHeaders(answer == 200 ? 404 : answer, -1);
    } else {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private Researcher researcher(String key) {
    String base = "http://127.0.0.1:" + Objects.requireNonNull(server).getAddress().getPort();
    tmdb = new Tmdb(new MetadataConfig(key, "en-US", base + "/3", base + "/p"));
    return new Researcher(
        new MetadataStore(DATABASE),
        new EnrichmentStore(DATABASE),
        tmdb,
        new ProviderPictures(folder),
        new Researcher.Told(() -> completed++, pictured::add),
        clock);
  }

  @Test
  void completesAFilmWithTextPeopleAndPoster() throws Exception {
    UUID film = film("A Trip to Mars", 1918, null);

    researcher("key").work();

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
    assertThat(pictured).containsExactly(film);
    assertThat(completed).isEqualTo(1);
    assertThat(asked.getFirst()).contains("query=A Trip to Mars", "year=1918", "api_key=key");
  }

  @Test
  void leavesWhatANoteOrAPersonSaid() throws Exception {
    UUID film =
        film("A Trip to Mars", 1918, "{\"about\":" + about("My own words.") + ",\"ids\":{}}");
    set(film, "genres = '{Space}', rating = 9, collection = 'Mine'");
    UUID corrected = film("A Trip to Mars", null, null);
    set(corrected, "locked = true");

    researcher("key").work();

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
    Researcher researcher = researcher("key");
    researcher.work();
    List<String> before = List.copyOf(asked);

    set(film, "enriched = false, about = NULL, genres = '{}'");
    researcher.work();

    assertThat(asked).isEqualTo(before);
    assertThat(text(film, "about")).contains("A ship flies to Mars.");

    set(film, "enriched = false, naming = 2");
    researcher.work();

    assertThat(asked).hasSizeGreaterThan(before.size());
  }

  @Test
  void asksAMonthLaterForWhatIsNotKnown() throws Exception {
    UUID film = film("Nobody Made This", 2001, null);
    Researcher researcher = researcher("key");
    researcher.work();
    int first = asked.size();

    researcher.work();
    assertThat(asked).hasSize(first);
    assertThat(text(film, "enriched")).isEqualTo("false");

    clock.advance(Duration.ofDays(31));
    researcher.work();
    assertThat(asked).hasSizeGreaterThan(first);
  }

  @Test
  void looksASeriesUpByTheIdThatItsNameHas() throws Exception {
    UUID series =
        film("Keepers", 2003, "{\"about\":" + about("") + ",\"ids\":{\"tvdb\":\"4711\"}}");
    set(series, "kind = 'series'");
    answers.put(
        "/3/find/4711", "{\"tv_results\": [{\"id\": 70, \"name\": \"x\"}]}".getBytes(UTF_8));
    answers.put("/3/tv/70", SERIES.getBytes(UTF_8));

    researcher("a.token").work();

    assertThat(text(series, "about")).contains("Three keepers", "Ann A", "TV-PG", "Channel 9");
    // Two votes are none.
    assertThat(text(series, "rating")).isNull();
    assertThat(asked.getFirst()).isEqualTo("/3/find/4711?external_source=tvdb_id&language=en-US");
  }

  @Test
  void saysWhyItCannotAskAndTriesLater() throws Exception {
    film("A Trip to Mars", 1918, null);
    Researcher researcher = researcher("key");

    status = 401;
    assertThat(researcher.work()).isEqualTo(Duration.ofHours(1));
    assertThat(researcher.obstacle())
        .hasValueSatisfying(why -> assertThat(why).contains("metadata.tmdbKey"));
    status = 429;
    assertThat(researcher.work()).isEqualTo(Duration.ofSeconds(7));
    status = 500;
    assertThat(researcher.work()).isEqualTo(Duration.ofMinutes(5));
    status = 200;
    answers.put("/3/search/movie", "<html>".getBytes(UTF_8));
    assertThat(researcher.work()).isEqualTo(Duration.ofMinutes(5));
    answers.put("/3/search/movie", new byte[(4 << 20) + 1]);
    assertThat(researcher.work()).isEqualTo(Duration.ofMinutes(5));
    assertThat(researcher.obstacle())
        .hasValueSatisfying(why -> assertThat(why).doesNotContain("key="));

    answers.put("/3/search/movie", SEARCH.getBytes(UTF_8));
    researcher.work();
    assertThat(researcher.obstacle()).isEmpty();
    assertThat(completed).isEqualTo(1);
  }

  @Test
  void oneQuestionThatIsNotUnderstoodHoldsUpNoOther() throws Exception {
    UUID film = film("A Trip to Mars", 1918, null);
    UUID odd = film("Odd", null, "{\"about\":" + about("") + ",\"ids\":{\"tmdb\":\"0\"}}");
    refused = "/3/movie/0";

    Researcher researcher = researcher("key");
    researcher.work();

    assertThat(asked).anyMatch(each -> each.startsWith("/3/movie/0?"));
    assertThat(researcher.obstacle()).isEmpty();
    assertThat(text(odd, "enriched")).isEqualTo("false");
    assertThat(text(film, "enriched")).isEqualTo("true");
  }

  @Test
  void fetchesLaterThePosterThatCouldNotBeHad() throws Exception {
    UUID film = film("A Trip to Mars", 1918, null);
    Researcher researcher = researcher("key");
    broken = "/p/";
    researcher.work();
    assertThat(researcher.obstacle()).isPresent();
    assertThat(pictured).isEmpty();

    broken = "nothing";
    researcher.work();

    assertThat(pictured).containsExactly(film);
    assertThat(asked.stream().filter(each -> each.startsWith("/3/movie/12")).count()).isEqualTo(1);
  }

  @Test
  void forgetsThePicturesOfWhatIsGone() throws Exception {
    ProviderPictures pictures = new ProviderPictures(folder);
    UUID gone = UUID.randomUUID();
    UUID there = film("A Trip to Mars", 1918, null);
    pictures.keep(gone, "poster", PICTURE);
    pictures.keep(there, "poster", PICTURE);
    Researcher researcher = researcher("key");

    Thread worker = Thread.ofVirtual().start(researcher);
    while (pictures.has(gone, "poster")) {
      Thread.sleep(5);
    }
    worker.interrupt();
    worker.join();

    assertThat(pictures.items()).containsExactly(there);
  }

  private static String about(String plot) {
    return "{\"originalTitle\":\"\",\"plot\":\""
        + plot
        + "\",\"tagline\":\"\",\"ageRating\":\"\","
        + "\"studios\":[],\"countries\":[],\"tags\":[],\"directors\":[],\"writers\":[],\"cast\":[]}";
  }

  private static UUID film(String title, @Nullable Integer year, @Nullable String about) {
    UUID id = UUID.randomUUID();
    DATABASE.run(handle ->
        handle
            .createUpdate(
                "/* item.add */ INSERT INTO item (id, library_id, path, state, kind, title, year,"
                    + " sort_key, search_text, file_name, size_bytes, modified_ns, naming, about,"
                    + " added_at) VALUES (:id, :library, :path, 'ready', 'film', :title,"
                    + " CAST(:year AS int), 't', 't', 't', 1, 1, 1, :about, now())")
            .bind("id", id)
            .bind("library", LIBRARY)
            .bind("path", id.toString().getBytes(UTF_8))
            .bind("title", title)
            .bind("year", year)
            .bind("about", about)
            .execute());
    return id;
  }

  private static void set(UUID item, String what) {
    DATABASE.run(
        handle -> handle.execute("/* item.set */ UPDATE item SET " + what + " WHERE id = ?", item));
  }

  private static @Nullable String text(UUID item, String column) {
    return DATABASE.run(handle ->
        handle
            .createQuery("/* item.text */ SELECT " + column + "::text FROM item WHERE id = :id")
            .bind("id", item)
            .mapTo(String.class)
            .findOne()
            .orElse(null));
  }
}
