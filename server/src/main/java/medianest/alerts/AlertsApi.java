package medianest.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import medianest.http.Policy;
import medianest.http.Problem;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;
import org.jspecify.annotations.Nullable;

/** The rules with their state, what fired, and silences. */
public final class AlertsApi {

  private static final Duration LONGEST_SILENCE = Duration.ofDays(30);

  private final Alerts alerts;

  public AlertsApi(Alerts alerts) {
    this.alerts = alerts;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/admin/alerts", Policy.ADMIN, request -> alerts());
    routes.add("PUT", "/api/v1/admin/alerts/{id}/silence", Policy.ADMIN, this::silence);
  }

  record Line(
      String name,
      String severity,
      String state,
      String sentence,
      String condition,
      @Nullable Double value,
      double above,
      @Nullable String since,
      @Nullable String silentUntil) {}

  record Past(
      String rule, String severity, String sentence, String beganAt, @Nullable String endedAt) {}

  record Page(List<Line> rules, List<Past> history) {}

  record Silence(double hours) {}

  private Response alerts() {
    Map<String, Instant> silences = alerts.store().silences(alerts.clock().instant());
    return new Response.Json(
        new Page(
            alerts.alarms().stream().map(each -> line(each, silences)).toList(),
            alerts.store().last().stream().map(AlertsApi::past).toList()));
  }

  private static Line line(Alarm alarm, Map<String, Instant> silences) {
    Rule rule = alarm.rule();
    Instant since = alarm.since();
    Instant silent = silences.get(rule.name());
    return new Line(
        rule.name(),
        rule.severity().name().toLowerCase(Locale.ROOT),
        alarm.firing() ? "firing" : alarm.pending() ? "pending" : "quiet",
        rule.sentence(),
        rule.promql(),
        Double.isNaN(alarm.value()) ? null : alarm.value(),
        rule.above(),
        since == null ? null : since.toString(),
        silent == null ? null : silent.toString());
  }

  private static Past past(AlertStore.Fired each) {
    Instant ended = each.endedAt();
    return new Past(
        each.rule(),
        each.severity(),
        each.sentence(),
        each.beganAt().toString(),
        ended == null ? null : ended.toString());
  }

  private Response silence(Request request) {
    String rule = request.path("id");
    if (alerts.alarms().stream().noneMatch(each -> each.rule().name().equals(rule))) {
      throw Problem.notFound("There is no such rule.");
    }
    double hours = request.json(Silence.class).hours();
    if (hours < 0 || hours > LONGEST_SILENCE.toHours()) {
      throw Problem.invalid("A silence lasts up to 720 hours.");
    }
    Instant until = alerts.clock().instant().plusSeconds((long) (hours * 3_600));
    alerts.book().silence(rule, until, request.caller().name());
    return new Response.Empty(204);
  }
}
