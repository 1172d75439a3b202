package medianest.metadata;

import static medianest.metadata.TmdbAnswers.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import medianest.identify.About;
import medianest.library.EnrichmentStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads TMDB's answers about seasons, whatever is missing in them. */
final class TmdbSeasons {

  /** More than any season has; dailies have one a day. */
  private static final int MOST_EPISODES = 2_000;

  private static final int MOST_GUESTS = 20;

  private TmdbSeasons() {}

  /** A season with its episodes. */
  static SeasonFacts facts(JsonNode found) {
    List<SeasonFacts.EpisodeFacts> episodes = new ArrayList<>();
    for (JsonNode each : found.path("episodes")) {
      int number = each.path("episode_number").asInt(-1);
      if (number >= 0 && episodes.size() < MOST_EPISODES) {
        episodes.add(
            new SeasonFacts.EpisodeFacts(
                number, known(each), TmdbAnswers.path(each, "still_path")));
      }
    }
    episodes.sort((one, other) -> Integer.compare(one.number(), other.number()));
    return new SeasonFacts(
        text(found, "overview"), TmdbAnswers.path(found, "poster_path"), episodes);
  }

  private static EnrichmentStore.Known known(JsonNode episode) {
    String title = text(episode, "name");
    return new EnrichmentStore.Known(
        // Where nobody gave it one it is called by its number, in whatever language.
        title.matches("\\p{L}+ 0*" + episode.path("episode_number").asInt(0)) ? "" : title,
        date(episode),
        null,
        TmdbAnswers.rating(episode),
        List.of(),
        "",
        Map.of(),
        new About(
            "",
            text(episode, "overview"),
            "",
            "",
            List.of(),
            List.of(),
            List.of(),
            TmdbAnswers.crew(episode, Set.of("Director")),
            TmdbAnswers.crew(episode, Set.of("Writer", "Teleplay", "Story")),
            guests(episode)));
  }

  private static @Nullable LocalDate date(JsonNode episode) {
    try {
      return LocalDate.parse(text(episode, "air_date"));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static List<About.Person> guests(JsonNode episode) {
    List<About.Person> guests = new ArrayList<>();
    for (JsonNode each : episode.path("guest_stars")) {
      String name = text(each, "name");
      if (!name.isEmpty() && guests.size() < MOST_GUESTS) {
        guests.add(new About.Person(name, text(each, "character")));
      }
    }
    return guests;
  }
}
