package medianest.metadata;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Movie Database by its third interface (developer.themoviedb.org). It is asked by one thread,
 * and not more often than it likes.
 */
final class Tmdb implements MetadataProvider {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final Duration UNREACHABLE = Duration.ofMinutes(5);
  private static final Duration REFUSED = Duration.ofHours(1);
  private static final int LARGEST_ANSWER = 4 << 20;
  private static final int LARGEST_PICTURE = 16 << 20;

  /** Of each of many thousand episodes, which have pictures of their own otherwise. */
  private static final int LARGEST_STILL = 2 << 20;

  /** What it is called among the catalogues that have ids. */
  static final String NAME = "tmdb";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final MetadataConfig config;

  /** Made when it is needed: it takes a tenth of a second. */
  private volatile @Nullable HttpClient client;

  private long lastNanos = System.nanoTime() - BETWEEN.toNanos();

  Tmdb(MetadataConfig config) {
    this.config = config;
  }

  @Override
  public Optional<Facts> find(Subject subject) throws ProviderFailure, InterruptedException {
    Optional<String> id = id(subject);
    return id.isEmpty() ? Optional.empty() : facts(subject.kind(), id.get());
  }

  /** Where a name or a note says which one it is, nothing has to be guessed. */
  private Optional<String> id(Subject subject) throws ProviderFailure, InterruptedException {
    String own = subject.ids().get(NAME);
    if (own != null) {
      return Optional.of(own);
    }
    for (String catalogue : List.of("imdb", "tvdb")) {
      String id = subject.ids().get(catalogue);
      if (id != null) {
        List<Resemblance.Candidate> known = byIdElsewhere(subject.kind(), catalogue, id);
        if (!known.isEmpty()) {
          return Optional.of(known.getFirst().id());
        }
      }
    }
    return Resemblance.best(subject.title(), subject.year(), search(subject))
        .map(Resemblance.Candidate::id);
  }

  private List<Resemblance.Candidate> byIdElsewhere(Subject.Kind kind, String catalogue, String id)
      throws ProviderFailure, InterruptedException {
    Optional<JsonNode> found =
        ask("/find/" + encoded(id), Map.of("external_source", catalogue + "_id"));
    String results = kind == Subject.Kind.FILM ? "movie_results" : "tv_results";
    return found.map(node -> TmdbAnswers.candidates(node.path(results))).orElse(List.of());
  }

  /** With the year, or with its neighbours, since the search wants it exactly. */
  private List<Resemblance.Candidate> search(Subject subject)
      throws ProviderFailure, InterruptedException {
    Integer year = subject.year();
    if (year == null) {
      return search(subject, Map.of());
    }
    String key = subject.kind() == Subject.Kind.FILM ? "year" : "first_air_date_year";
    List<Resemblance.Candidate> exact = search(subject, Map.of(key, year.toString()));
    return Resemblance.best(subject.title(), year, exact).isPresent()
        ? exact
        : search(subject, Map.of());
  }

  private List<Resemblance.Candidate> search(Subject subject, Map<String, String> more)
      throws ProviderFailure, InterruptedException {
    Map<String, String> query = new TreeMap<>(more);
    query.put("query", subject.title());
    query.put("include_adult", "false");
    return ask("/search/" + word(subject.kind()), query)
        .map(node -> TmdbAnswers.candidates(node.path("results")))
        .orElse(List.of());
  }

  private Optional<Facts> facts(Subject.Kind kind, String id)
      throws ProviderFailure, InterruptedException {
    String beside =
        kind == Subject.Kind.FILM
            ? "credits,release_dates,external_ids"
            : "credits,content_ratings,external_ids";
    return ask("/" + word(kind) + "/" + encoded(id), Map.of("append_to_response", beside))
        .map(node -> TmdbAnswers.facts(node, TmdbAnswers.country(config.language())));
  }

  private static String word(Subject.Kind kind) {
    return kind == Subject.Kind.FILM ? "movie" : "tv";
  }

  @Override
  public Optional<byte[]> picture(String path, Size size)
      throws ProviderFailure, InterruptedException {
    // The widths that it offers of each kind are a short list; 300 is too narrow for a still.
    String width =
        switch (size) {
          case POSTER -> "/w780";
          case BACKDROP -> "/w1280";
          case STILL -> "/original";
          case PORTRAIT -> "/w185";
        };
    return body(
        request(config.pictureAddress() + width + path).build(),
        info -> atMost(size == Size.STILL ? LARGEST_STILL : LARGEST_PICTURE, info));
  }

  @Override
  public Optional<SeasonFacts> season(String series, int number)
      throws ProviderFailure, InterruptedException {
    return ask("/tv/" + encoded(series) + "/season/" + number, Map.of()).map(TmdbSeasons::facts);
  }

  /** Empty where it does not exist, or the question itself is not understood. */
  private Optional<JsonNode> ask(String path, Map<String, String> query)
      throws ProviderFailure, InterruptedException {
    Map<String, String> all = new TreeMap<>(query);
    all.put("language", config.language());
    boolean isToken = config.tmdbKey().contains(".");
    if (!isToken) {
      all.put("api_key", config.tmdbKey());
    }
    List<String> pairs = new ArrayList<>();
    all.forEach((key, value) -> pairs.add(key + "=" + encoded(value)));
    HttpRequest.Builder request =
        request(config.tmdbAddress() + path + "?" + String.join("&", pairs))
            .header("Accept", "application/json");
    if (isToken) {
      request.header("Authorization", "Bearer " + config.tmdbKey());
    }
    Optional<byte[]> body =
        body(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      return body.map((Function<byte[], JsonNode>) JSON::readTree);
    } catch (JacksonException e) {
      throw new ProviderFailure("TMDB answers what is no JSON.", UNREACHABLE, e);
    }
  }

  private static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
  }

  private Optional<byte[]> body(HttpRequest request, HttpResponse.BodyHandler<byte[]> handler)
      throws ProviderFailure, InterruptedException {
    Thread.sleep(Duration.ofNanos(BETWEEN.toNanos() - (System.nanoTime() - lastNanos)));
    HttpResponse<byte[]> response;
    try {
      response = client().send(request, handler);
    } catch (IOException e) {
      // The address is part of some messages, and carries the key.
      throw new ProviderFailure(
          "TMDB cannot be reached: " + e.getClass().getSimpleName() + ".", UNREACHABLE);
    } finally {
      lastNanos = System.nanoTime();
    }
    int status = response.statusCode();
    return switch (status) {
      case 200 -> Optional.of(response.body()).filter(body -> body.length > 0);
      case 401, 403 ->
          throw new ProviderFailure(
              "TMDB does not accept the key; check metadata.tmdbKey.", REFUSED);
      case 429 -> throw new ProviderFailure("TMDB has too many questions.", retryAfter(response));
      default -> {
        // Any other 4xx is about this one question, which must not hold up all the others.
        if (status / 100 != 4) {
          throw new ProviderFailure("TMDB answers " + status + ".", UNREACHABLE);
        }
        yield Optional.empty();
      }
    };
  }

  /** A picture that says beforehand that it is larger is as good as gone. */
  private static HttpResponse.BodySubscriber<byte[]> atMost(
      int largest, HttpResponse.ResponseInfo info) {
    return info.headers().firstValueAsLong("content-length").orElse(0) > largest
        ? BodySubscribers.replacing(new byte[0])
        : BodySubscribers.limiting(BodySubscribers.ofByteArray(), largest);
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    String seconds = response.headers().firstValue("retry-after").orElse("");
    return Duration.ofSeconds(seconds.matches("\\d{1,4}") ? Long.parseLong(seconds) : 10);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
      client = known;
    }
    return known;
  }

  void close() {
    HttpClient known = client;
    if (known != null) {
      known.shutdownNow();
    }
  }
}
