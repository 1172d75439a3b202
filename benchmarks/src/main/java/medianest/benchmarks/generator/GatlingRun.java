package medianest.benchmarks.generator;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.app.Gatling;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Gatling under the load of {@link Judge}: its own client and its own measure of the time of each
 * response, in whole milliseconds; only the percentiles are taken here, the same way for both.
 */
public final class GatlingRun extends Simulation {

  static final String MARK = "figures of gatling: ";
  private static final String TARGET = "medianest.target";

  private final ConcurrentHistogram millis = new ConcurrentHistogram(3);
  private final long counted = System.nanoTime() + TimeUnit.SECONDS.toNanos(Judge.WARM_UP_SECONDS);

  /** Usage: TARGET FOLDER. */
  public static void main(String[] arguments) {
    System.setProperty(TARGET, arguments[0]);
    // It would tell its makers of each run, and keep a log that nobody reads here.
    System.setProperty("gatling.data.enableAnalytics", "false");
    System.setProperty("gatling.data.writers.0", "console");
    System.setProperty("java.util.prefs.userRoot", arguments[1]);
    Gatling.main(new String[] {"-s", GatlingRun.class.getName(), "-nr", "-rf", arguments[1]});
  }

  {
    setUp(
            scenario("all")
                .exec(http("all").get("/").check(responseTimeInMillis().saveAs("millis")))
                .exec(this::taken)
                .injectOpen(
                    constantUsersPerSec(Judge.PER_SECOND)
                        .during(Duration.ofSeconds(Judge.WARM_UP_SECONDS + Judge.SECONDS))))
        .protocols(http.baseUrl(System.getProperty(TARGET)).shareConnections());
  }

  private Session taken(Session session) {
    if (System.nanoTime() > counted && session.contains("millis")) {
      millis.recordValue(session.getInt("millis"));
    }
    return session;
  }

  @Override
  public void after() {
    System.out.printf(
        Locale.ROOT,
        "%s%d %d %d%n",
        MARK,
        millis.getValueAtPercentile(50),
        millis.getValueAtPercentile(95),
        millis.getValueAtPercentile(99));
  }
}
