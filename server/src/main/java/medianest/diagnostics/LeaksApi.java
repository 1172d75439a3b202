package medianest.diagnostics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/** What leaks, as far as anybody has looked. */
public final class LeaksApi {

  private final LeakWatch watch;
  private final LeakSearch search;

  public LeaksApi(LeakWatch watch) {
    this.watch = watch;
    this.search = watch.search();
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/admin/memory/leaks", Policy.ADMIN, request -> state());
    routes.add("POST", "/api/v1/admin/memory/leaks", Policy.ADMIN, this::begin);
  }

  record Page(List<String> suspected, @Nullable String runningUntil, @Nullable Found last) {}

  record Found(
      String at,
      double seconds,
      long bytesBefore,
      long bytesAfter,
      boolean fillsCaches,
      List<ClassCensus.Line> grown,
      List<Holders.Holder> holders) {}

  record Wish(int seconds) {}

  private Response state() {
    return new Response.Json(
        new Page(
            Arrays.stream(LeakWatch.Resource.values())
                .filter(watch::suspected)
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList(),
            search.runningUntil().map(Instant::toString).orElse(null),
            search.last().map(LeaksApi::found).orElse(null)));
  }

  private static Found found(LeakSearch.Findings last) {
    return new Found(
        last.at().toString(),
        last.seconds(),
        last.bytesBefore(),
        last.bytesAfter(),
        last.fillsCaches(),
        last.grown(),
        last.holders());
  }

  private Response begin(Request request) {
    Duration length = Duration.ofSeconds(request.json(Wish.class).seconds());
    if (!length.isPositive() || length.compareTo(LeakSearch.LONGEST) > 0) {
      throw Problem.invalid("A search takes 1 to 900 seconds.");
    }
    if (!search.begin(length)) {
      throw new Problem(409, "searching", "A search is under way already.");
    }
    return new Response.Empty(202);
  }
}
