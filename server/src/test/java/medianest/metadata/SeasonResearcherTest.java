package medianest.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import medianest.MovableClock;
import medianest.db.Database;
import medianest.db.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Series with seasons and episodes, asked for at a server that answers as TMDB does. */
@Timeout(60)
final class SeasonResearcherTest {

  private static final Database DATABASE = TestPostgres.open();
  private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};

  private static final String SERIES =
      """
      {"id": 70, "name": "The Lighthouse Keepers", "original_name": "The Lighthouse Keepers",
       "first_air_date": "2003-09-01", "overview": "Three keepers and a light.",
       "poster_path": "/series.jpg", "backdrop_path": "/behind.jpg",
       "vote_average": 8.04, "vote_count": 40}
      """;

  private static final String SEASON =
      """
      {"id": 7001, "name": "Season 1", "season_number": 1, "overview": "The light goes out.",
       "poster_path": "/season.jpg", "episodes": [
        {"episode_number": 1, "name": "Fog", "overview": "Nobody sees a thing.",
         "air_date": "2003-09-01", "still_path": "/fog.jpg", "vote_average": 7.26, "vote_count": 9,
         "crew": [{"name": "Dora D", "job": "Director"}, {"name": "Will W", "job": "Writer"}],
         "guest_stars": [{"name": "Gil G", "character": "A sailor"}]},
        {"episode_number": 2, "name": "Rocks", "overview": "A ship comes near.",
         "air_date": "2003-09-08", "still_path": "/../rocks.jpg", "vote_average": 9, "vote_count": 1},
        {"episode_number": 3, "name": "Salt", "overview": "", "air_date": "soon", "still_path": null},
        {"episode_number": 4, "name": "Episode 4", "overview": "The end.", "air_date": "2003-09-22"},
        {"episode_number": "five", "name": "Nonsense"}]}
      """;

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private final List<UUID> pictured = new ArrayList<>();
  private MetadataItems items;
  private LocalTmdb tmdb;
  private Researcher researcher;
  private UUID series;
  private UUID season;
  private int completed;

  @BeforeEach
  void start() throws IOException {
    items = MetadataItems.in(DATABASE);
    tmdb = LocalTmdb.start("key");
    tmdb.put(
        "/3/search/tv",
        "{\"results\": [{\"id\": 70, \"name\": \"The Lighthouse Keepers\","
            + " \"first_air_date\": \"2003-09-01\"}, {\"id\": 71, \"name\": \"Lighthouses\"}]}");
    tmdb.put("/3/tv/70", SERIES);
    tmdb.put("/3/tv/70/season/1", SEASON);
    for (String each : List.of("w780/series", "w1280/behind", "w780/season", "original/fog")) {
      tmdb.put("/p/" + each + ".jpg", PICTURE);
    }
    researcher =
        new Researcher(
            DATABASE,
            tmdb.client(),
            new ProviderPictures(folder),
            new NoPortraits(),
            new Researcher.Told(() -> completed++, pictured::add),
            clock);
    series = items.series("The Lighthouse Keepers", 2003);
    season = items.season(series, 1);
  }

  @AfterEach
  void stop() {
    tmdb.close();
  }

  private record NoPortraits() implements Portraits {
    @Override
    public Map<String, String> of(List<String> names) {
      return Map.of();
    }

    @Override
    public void keep(String name, byte[] picture) {
      throw new AssertionError(name);
    }
  }

  @Test
  void completesASeriesWithItsSeasonsAndEpisodes() throws Exception {
    UUID fog = items.episode(series, 1, 1, 1, "Episode 1");
    UUID rocks = items.episode(series, 1, 2, 2, "My own title");
    UUID salt = items.episode(series, 1, 3, 3, "Episode 3");

    researcher.work();

    assertThat(items.text(series, "about")).contains("Three keepers and a light.");
    assertThat(items.text(series, "rating")).isEqualTo("8");
    assertThat(items.text(season, "about")).contains("The light goes out.");
    assertThat(items.text(fog, "title")).isEqualTo("Fog");
    assertThat(items.text(fog, "sort_key")).isEqualTo("fog");
    assertThat(items.text(fog, "search_text")).startsWith("fog ");
    assertThat(items.text(fog, "aired")).isEqualTo("2003-09-01");
    assertThat(items.text(fog, "rating")).isEqualTo("7.3");
    assertThat(items.text(fog, "about"))
        .contains("Nobody sees a thing.", "Dora D", "Will W", "Gil G", "A sailor");
    assertThat(items.text(fog, "people")).contains("Dora D", "Gil G");
    // Its name told its title; a still outside of the catalogue's folder is none; a vote is none.
    assertThat(items.text(rocks, "title")).isEqualTo("My own title");
    assertThat(items.text(rocks, "about")).contains("A ship comes near.");
    assertThat(items.text(rocks, "rating")).isNull();
    assertThat(items.text(salt, "title")).isEqualTo("Salt");
    assertThat(items.text(salt, "aired")).isNull();
    assertThat(picture(series, "poster")).hasBinaryContent(PICTURE);
    assertThat(picture(series, "backdrop")).hasBinaryContent(PICTURE);
    assertThat(picture(season, "poster")).hasBinaryContent(PICTURE);
    assertThat(picture(fog, "still")).hasBinaryContent(PICTURE);
    assertThat(picture(rocks, "still")).doesNotExist();
    assertThat(pictured).containsExactly(series, season, fog);
    assertThat(tmdb.asked("/3/tv/70/season/1")).isEqualTo(1);
    assertThat(completed).isPositive();
    assertThat(word("fog")).isTrue();
  }

  @Test
  void leavesWhatANoteOrAPersonSaidOfAnEpisode() throws Exception {
    UUID noted = items.episode(series, 1, 1, 1, "Episode 1");
    items.set(
        noted,
        "aired = '2001-01-01', rating = 2, about = '{\"about\":"
            + MetadataItems.about("My own words.")
            + ",\"ids\":{}}'");
    UUID corrected = items.episode(series, 1, 2, 2, "Episode 2");
    items.set(corrected, "locked = true");

    researcher.work();

    assertThat(items.text(noted, "about")).contains("My own words.").doesNotContain("Nobody sees");
    assertThat(items.text(noted, "aired")).isEqualTo("2001-01-01");
    assertThat(items.text(noted, "rating")).isEqualTo("2");
    assertThat(items.text(corrected, "title")).isEqualTo("Episode 2");
    assertThat(items.text(corrected, "about")).contains("A ship comes near.");
  }

  @Test
  void namesAFileOfSeveralEpisodesAfterAllOfThem() throws Exception {
    UUID both = items.episode(series, 1, 1, 2, "Episodes 1–2");
    UUID last = items.episode(series, 1, 3, 4, "Episodes 3–4");

    researcher.work();

    assertThat(items.text(both, "title")).isEqualTo("Fog / Rocks");
    // The catalogue calls the fourth by its number, which is no title for both.
    assertThat(items.text(last, "title")).isEqualTo("Episodes 3–4");
  }

  @Test
  void asksOnceHoweverOftenAScanNamesThem() throws Exception {
    UUID fog = items.episode(series, 1, 1, 1, "Episode 1");
    researcher.work();
    List<String> before = List.copyOf(tmdb.asked);

    items.set(fog, "enriched = false, own = NULL, about = NULL, title = 'Episode 1', naming = 5");
    researcher.work();

    assertThat(tmdb.asked).isEqualTo(before);
    assertThat(items.text(fog, "title")).isEqualTo("Fog");
  }

  @Test
  void remembersWhatIsNotKnownAndAsksForANewEpisodeOrAMonthLater() throws Exception {
    UUID unknown = items.episode(series, 1, 9, 9, "Episode 9");
    items.set(unknown, "added_at = '2000-01-01'");
    UUID noSeason = items.season(series, 8);
    UUID lost = items.episode(series, 8, 1, 1, "Episode 1");
    researcher.work();
    assertThat(items.text(unknown, "enriched")).isEqualTo("false");
    assertThat(items.text(noSeason, "enriched")).isEqualTo("false");
    assertThat(tmdb.asked("/3/tv/70/season/8")).isEqualTo(1);

    researcher.work();
    assertThat(tmdb.asked("/3/tv/70/season/8")).isEqualTo(1);
    assertThat(tmdb.asked("/3/tv/70/season/1")).isEqualTo(1);

    // An episode that came since is worth another question.
    clock.advance(Duration.ofHours(1));
    UUID fresh = items.episode(series, 1, 10, 10, "Episode 10");
    items.set(
        fresh, "added_at = '" + clock.instant().minus(Duration.ofMinutes(1)) + "'::timestamptz");
    researcher.work();
    assertThat(tmdb.asked("/3/tv/70/season/1")).isEqualTo(2);
    researcher.work();
    assertThat(tmdb.asked("/3/tv/70/season/1")).isEqualTo(2);

    clock.advance(Duration.ofDays(31));
    tmdb.put(
        "/3/tv/70/season/8",
        "{\"episodes\": [{\"episode_number\": 1, \"name\": \"Found\"}], \"overview\": \"\"}");
    researcher.work();
    assertThat(items.text(lost, "title")).isEqualTo("Found");
    assertThat(tmdb.asked("/3/tv/70/season/1")).isEqualTo(3);
  }

  @Test
  void aSeriesThatIsAnotherHasItsEpisodesTakenAnew() throws Exception {
    UUID fog = items.episode(series, 1, 1, 1, "Episode 1");
    researcher.work();
    assertThat(items.text(fog, "title")).isEqualTo("Fog");

    items.set(series, "title = 'Lighthouses', year = NULL, locked = true, enriched = false");
    tmdb.put("/3/tv/71", "{\"id\": 71, \"name\": \"Lighthouses\", \"overview\": \"Towers.\"}");
    tmdb.put(
        "/3/tv/71/season/1",
        "{\"episodes\": [{\"episode_number\": 1, \"name\": \"Bricks\", \"overview\": \"Red.\"}]}");
    researcher.work();

    assertThat(items.text(series, "about")).contains("Towers.").doesNotContain("Three keepers");
    assertThat(items.text(fog, "title")).isEqualTo("Bricks");
    assertThat(items.text(fog, "about")).contains("Red.").doesNotContain("Nobody sees");
    assertThat(items.text(season, "about")).isNull();
    assertThat(folder.resolve(fog.toString())).doesNotExist();
    assertThat(folder.resolve(season.toString())).doesNotExist();
  }

  @Test
  void goesOnWhereTheCatalogueStoppedAnswering() throws Exception {
    UUID fog = items.episode(series, 1, 1, 1, "Episode 1");
    tmdb.broken = "/p/original";
    researcher.work();
    assertThat(researcher.obstacle()).isPresent();
    assertThat(items.text(fog, "enriched")).isEqualTo("false");

    tmdb.broken = "nothing";
    researcher.work();

    assertThat(items.text(fog, "title")).isEqualTo("Fog");
    assertThat(tmdb.asked("/3/tv/70/season/1")).isEqualTo(1);
  }

  private Path picture(UUID item, String name) {
    return folder.resolve(item.toString()).resolve(name + ".jpg");
  }

  private static boolean word(String word) {
    return DATABASE.run(handle ->
        handle
            .createQuery("/* word.is */ SELECT EXISTS (SELECT FROM search_word WHERE word = :word)")
            .bind("word", word)
            .mapTo(Boolean.class)
            .one());
  }
}
