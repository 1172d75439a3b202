package medianest.metadata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import medianest.identify.About;
import medianest.library.EnrichmentStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the answers of TMDB's third interface, whatever is missing in them. */
final class TmdbAnswers {

  /** As many as a page shows. */
  private static final int MOST_CAST = 40;

  /** As many as a page shows at first. */
  private static final int MOST_PORTRAITS = 24;

  private static final int MOST_NAMED = 10;

  /** The mean of fewer votes says little. */
  private static final int ENOUGH_VOTES = 5;

  private TmdbAnswers() {}

  /** What a search found, in TMDB's order. */
  static List<Resemblance.Candidate> candidates(JsonNode results) {
    List<Resemblance.Candidate> candidates = new ArrayList<>();
    for (JsonNode each : results) {
      candidates.add(
          new Resemblance.Candidate(
              text(each, "id"), title(each), originalTitle(each), year(each)));
    }
    return candidates;
  }

  /**
   * A film or a series with all that was asked for beside it.
   *
   * @param country whose age rating is wanted, as in {@code US}
   */
  static Facts facts(JsonNode found, String country) {
    return new Facts(
        new EnrichmentStore.Known(
            "",
            null,
            year(found),
            rating(found),
            names(found.path("genres")),
            text(found.path("belongs_to_collection"), "name"),
            ids(found),
            about(found, country)),
        path(found, "poster_path"),
        path(found, "backdrop_path"),
        portraits(found));
  }

  private static List<Facts.Portrait> portraits(JsonNode found) {
    List<Facts.Portrait> portraits = new ArrayList<>();
    for (JsonNode each : found.path("credits").path("cast")) {
      String path = path(each, "profile_path");
      String name = text(each, "name");
      if (path != null && !name.isEmpty() && portraits.size() < MOST_PORTRAITS) {
        portraits.add(new Facts.Portrait(name, path));
      }
    }
    return portraits;
  }

  private static About about(JsonNode found, String country) {
    return new About(
        originalTitle(found),
        text(found, "overview"),
        text(found, "tagline"),
        ageRating(found, country),
        first(
            names(
                found.has("networks")
                    ? found.path("networks")
                    : found.path("production_companies"))),
        first(names(found.path("production_countries"))),
        List.of(),
        crew(found, Set.of("Director")),
        crew(found, Set.of("Writer", "Screenplay", "Story")),
        cast(found));
  }

  private static String title(JsonNode each) {
    return either(each, "title", "name");
  }

  private static String originalTitle(JsonNode each) {
    return either(each, "original_title", "original_name");
  }

  /** Films are called one way, series another. */
  private static String either(JsonNode each, String ofFilm, String ofSeries) {
    return each.has(ofFilm) ? text(each, ofFilm) : text(each, ofSeries);
  }

  private static @Nullable Integer year(JsonNode each) {
    String date = either(each, "release_date", "first_air_date");
    return date.matches("\\d{4}-.*") ? Integer.valueOf(date.substring(0, 4)) : null;
  }

  static @Nullable Double rating(JsonNode found) {
    if (found.path("vote_count").asInt(0) < ENOUGH_VOTES) {
      return null;
    }
    return Math.clamp(Math.round(found.path("vote_average").asDouble(0) * 10) / 10.0, 0, 10);
  }

  private static Map<String, String> ids(JsonNode found) {
    Map<String, String> ids = new TreeMap<>();
    ids.put("tmdb", text(found, "id"));
    for (String catalogue : List.of("imdb", "tvdb")) {
      String id = text(found.path("external_ids"), catalogue + "_id");
      if (id.matches("tt\\d{7,8}|[1-9]\\d{0,8}")) {
        ids.put(catalogue, id);
      }
    }
    return ids;
  }

  private static String ageRating(JsonNode found, String country) {
    for (JsonNode each : found.path("content_ratings").path("results")) {
      if (country.equals(text(each, "iso_3166_1"))) {
        return text(each, "rating");
      }
    }
    for (JsonNode each : found.path("release_dates").path("results")) {
      if (country.equals(text(each, "iso_3166_1"))) {
        for (JsonNode release : each.path("release_dates")) {
          String certification = text(release, "certification");
          if (!certification.isEmpty()) {
            return certification;
          }
        }
      }
    }
    return "";
  }

  private static List<About.Person> cast(JsonNode found) {
    List<About.Person> cast = new ArrayList<>();
    for (JsonNode each : found.path("credits").path("cast")) {
      String name = text(each, "name");
      if (!name.isEmpty() && cast.size() < MOST_CAST) {
        cast.add(new About.Person(name, text(each, "character")));
      }
    }
    return cast;
  }

  /** Who did one of these; the makers of a series stand for its writers. */
  static List<String> crew(JsonNode found, Set<String> jobs) {
    Set<String> names = new LinkedHashSet<>();
    JsonNode crew = found.has("crew") ? found.path("crew") : found.path("credits").path("crew");
    for (JsonNode each : crew) {
      if (jobs.contains(text(each, "job"))) {
        names.add(text(each, "name"));
      }
    }
    if (jobs.contains("Writer")) {
      names.addAll(names(found.path("created_by")));
    }
    names.remove("");
    return first(List.copyOf(names));
  }

  private static List<String> names(JsonNode all) {
    List<String> names = new ArrayList<>();
    for (JsonNode each : all) {
      names.add(text(each, "name"));
    }
    return names.stream().filter(name -> !name.isEmpty()).distinct().toList();
  }

  private static List<String> first(List<String> names) {
    return names.stream().limit(MOST_NAMED).toList();
  }

  /** Only what can be a path of TMDB's pictures, since it becomes part of an address. */
  static @Nullable String path(JsonNode found, String key) {
    String path = text(found, key);
    return path.matches("/[A-Za-z0-9_-]{1,100}\\.(jpg|png)") ? path : null;
  }

  static String text(JsonNode node, String key) {
    return node.path(key).asString("").strip();
  }

  /** Of a language with its country: {@code US} of {@code en-US}; empty where it has none. */
  static String country(String language) {
    return language.contains("-")
        ? language.substring(language.indexOf('-') + 1).toUpperCase(Locale.ROOT)
        : "";
  }
}
