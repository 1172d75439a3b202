package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import medianest.alerts.RuleFile;
import medianest.http.Routes;
import medianest.metrics.RequestMetrics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures that a running server exposes. */
class MetricsTest {

  private static final int MOST_SERIES = 1_000;

  @TempDir static Path data;

  private static @Nullable RunningHouse house;
  private static String token = "";

  @BeforeAll
  static void start() throws Exception {
    house = new RunningHouse(data.resolve("data"));
    token = house.signIn("admin", RunningHouse.ADMIN_PASSWORD);
    call("GET", "/api/v1/media");
    call("GET", "/api/v1/home");
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  private static RunningHouse house() {
    return Objects.requireNonNull(house);
  }

  private static HttpResponse<String> call(String method, String path) throws Exception {
    return house().call(method, path, token, null);
  }

  /** The names of all series, with how many there are of each metric. */
  private static Map<String, Integer> exposed() throws Exception {
    Map<String, Integer> series = new HashMap<>();
    call("GET", "/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(line -> series.merge(line.replaceAll("[{ ].*", ""), 1, Integer::sum));
    return series;
  }

  @Test
  void noMetricHasMoreSeriesThanAPersonCouldRead() throws Exception {
    // Addresses that nobody declared must not become labels.
    for (int i = 0; i < 50; i++) {
      call("GET", "/api/v1/media/nothing-" + i);
      call("GET", "/api/v1/nowhere-" + i);
    }
    assertThat(exposed())
        .isNotEmpty()
        .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MOST_SERIES));
    assertThat(call("GET", "/metrics").body())
        .doesNotContain("nothing-")
        .doesNotContain("nowhere-");
  }

  @Test
  void everyMetricOfTheDashboardAndOfTheRulesExists() throws Exception {
    // These get their first value from what has not happened here.
    Set<String> rare =
        Set.of(
            "cache_hits_total",
            "cache_misses_total",
            "gc_pause_duration_seconds_bucket",
            "http_server_errors_total",
            "http_response_bytes_total");
    String dashboard = Files.readString(root().resolve("deploy/grafana/medianest.json"));
    Set<String> asked = new TreeSet<>();
    Matcher expression = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(dashboard);
    while (expression.find()) {
      asked.addAll(names(expression.group(1)));
    }
    RuleFile.shipped().forEach(rule -> asked.add(rule.metric()));
    assertThat(asked).hasSizeGreaterThan(15);
    // Lags are measured for the first time a moment after the start.
    Set<String> missing = missing(asked, rare);
    for (int i = 0; i < 100 && !missing.isEmpty(); i++) {
      Thread.sleep(100);
      missing = missing(asked, rare);
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void requestsForMediaAreCountedByWhatWasAskedFor() throws Exception {
    assertThat(house().nest.routes())
        .extracting(Routes.Route::template)
        .containsAll(RequestMetrics.mediaRoutes());
    String nothing = "/api/v1/media/download?id=00000000-0000-0000-0000-000000000000";
    assertThat(call("GET", nothing).statusCode()).isEqualTo(404);
    assertThat(call("GET", "/metrics").body())
        .containsPattern("media_requests_total\\{status=\"error\",type=\"download\"} [1-9]");
  }

  @Test
  void theDatabaseIsCountedAmongTheProgramsThatRunBeside() throws Exception {
    String metrics = call("GET", "/metrics").body();
    assertThat(metrics)
        .containsPattern("child_processes\\{program=\"postgres\"} [1-9]")
        .containsPattern("child_processes_memory_bytes\\{program=\"postgres\"} [1-9]");
  }

  @Test
  void whoFailsToSignInAndWhoIsRefusedIsCounted() throws Exception {
    String failures = "sign_ins_total{outcome=\"failed\",reason=\"wrong\"}";
    double failed = metric(failures);
    double refused = metric("http_requests_refused_total");
    for (int i = 0; i < 3; i++) {
      String guess = "{\"username\":\"nobody-%d\",\"password\":\"a guess of mine\"}".formatted(i);
      assertThat(house().call("POST", "/api/v1/auth/login", null, guess).statusCode())
          .isEqualTo(401);
    }
    assertThat(house().call("GET", "/api/v1/home", null, null).statusCode()).isEqualTo(401);
    assertThat(metric(failures)).isGreaterThanOrEqualTo(failed + 3);
    // A request is counted a moment after its answer.
    for (int i = 0; i < 250 && metric("http_requests_refused_total") < refused + 4; i++) {
      Thread.sleep(20);
    }
    assertThat(metric("http_requests_refused_total")).isGreaterThanOrEqualTo(refused + 4);
  }

  private static double metric(String series) throws Exception {
    return call("GET", "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }

  private static Set<String> missing(Set<String> asked, Set<String> rare) throws Exception {
    Set<String> known = new TreeSet<>(exposed().keySet());
    known.addAll(rare);
    Set<String> missing = new TreeSet<>(asked);
    missing.removeIf(name ->
        known.contains(name)
            || known.contains(name + "_bucket")
            || known.contains(name + "_count"));
    missing.remove("gc_pause_duration_seconds");
    return missing;
  }

  private static List<String> names(String expression) {
    List<String> names = new ArrayList<>();
    Matcher name =
        Pattern.compile("[a-z]+(?:_[a-z]+)+").matcher(expression.replaceAll("by \\([^)]*\\)", ""));
    while (name.find()) {
      if (!name.group().startsWith("histogram_")) {
        names.add(name.group());
      }
    }
    return names;
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("medianest.yml"))) {
      here = here.resolve("..").normalize();
    }
    return here;
  }
}
