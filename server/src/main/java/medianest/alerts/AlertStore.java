package medianest.alerts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import medianest.db.Database;
import org.jspecify.annotations.Nullable;

/** Alerts that were, and silences. */
final class AlertStore {

  private final Database database;

  AlertStore(Database database) {
    this.database = database;
  }

  record Fired(
      String rule, String severity, String sentence, Instant beganAt, @Nullable Instant endedAt) {}

  void began(Rule rule, Instant at) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* alert.began */ INSERT INTO alert (id, rule, severity, sentence, began_at)"
                    + " VALUES (:id, :rule, :severity, :sentence, :at)")
            .bind("id", UUID.randomUUID())
            .bind("rule", rule.name())
            .bind("severity", rule.severity().name().toLowerCase(Locale.ROOT))
            .bind("sentence", rule.sentence())
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** Also what an earlier process left open. */
  void ended(String rule, Instant at) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* alert.ended */ UPDATE alert SET ended_at = :at"
                    + " WHERE rule = :rule AND ended_at IS NULL")
            .bind("rule", rule)
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .execute());
  }

  void endedAll(Instant at) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* alert.ended_all */ UPDATE alert SET ended_at = :at WHERE ended_at IS NULL")
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .execute());
  }

  List<Fired> last() {
    return database.run(handle ->
        handle
            .createQuery(
                "/* alert.last */ SELECT rule, severity, sentence, began_at, ended_at FROM alert"
                    + " ORDER BY began_at DESC LIMIT 200")
            .map((row, context) ->
                new Fired(
                    row.getString("rule"),
                    row.getString("severity"),
                    row.getString("sentence"),
                    row.getObject("began_at", OffsetDateTime.class).toInstant(),
                    ended(row.getObject("ended_at", OffsetDateTime.class))))
            .list());
  }

  private static @Nullable Instant ended(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  void silence(String rule, Instant until, String by) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* alert_silence.put */ INSERT INTO alert_silence (rule, until, by_name)"
                    + " VALUES (:rule, :until, :by) ON CONFLICT (rule)"
                    + " DO UPDATE SET until = excluded.until, by_name = excluded.by_name")
            .bind("rule", rule)
            .bind("until", until.atOffset(ZoneOffset.UTC))
            .bind("by", by)
            .execute());
  }

  /** The silences that hold, by rule. */
  Map<String, Instant> silences(Instant now) {
    Map<String, Instant> silences = new HashMap<>();
    database.run(handle ->
        handle
            .createQuery(
                "/* alert_silence.all */ SELECT rule, until FROM alert_silence WHERE until > :now")
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .map((row, context) ->
                silences.put(
                    row.getString("rule"),
                    row.getObject("until", OffsetDateTime.class).toInstant()))
            .list());
    return silences;
  }
}
