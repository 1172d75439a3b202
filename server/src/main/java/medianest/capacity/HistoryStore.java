package medianest.capacity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import medianest.db.Database;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The history in the database. */
final class HistoryStore {

  private final Database database;

  HistoryStore(Database database) {
    this.database = database;
  }

  /** Keeps the means and peaks of one minute. */
  void addMinute(Instant minute, Map<String, Recent.Point> points) {
    database.transaction(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              "/* history.add */ INSERT INTO history (span, at, series, mean, peak)"
                  + " VALUES ('minute', :at, :series, :mean, :peak) ON CONFLICT DO NOTHING");
      points.forEach((series, point) ->
          batch
              .bind("at", time(minute))
              .bind("series", series)
              .bind("mean", point.mean())
              .bind("peak", point.peak())
              .add());
      return batch.execute().length;
    });
  }

  /** Makes the hour before this one of its minutes, and drops what is too old. */
  void foldHour(Instant hour) {
    database.transaction(handle -> {
      handle
          .createUpdate(
              "/* history.fold */ INSERT INTO history (span, at, series, mean, peak)"
                  + " SELECT 'hour', :from, series, avg(mean), max(peak) FROM history"
                  + " WHERE span = 'minute' AND at >= :from AND at < :until GROUP BY series"
                  + " ON CONFLICT (span, series, at)"
                  + " DO UPDATE SET mean = excluded.mean, peak = excluded.peak")
          .bind("from", time(hour.minusSeconds(3_600)))
          .bind("until", time(hour))
          .execute();
      return handle
          .createUpdate(
              "/* history.forget */ DELETE FROM history"
                  + " WHERE (span = 'minute' AND at < :days) OR (span = 'hour' AND at < :years)")
          .bind("days", time(hour.minusSeconds(2 * 86_400)))
          .bind("years", time(hour.minusSeconds(2 * 365 * 86_400L)))
          .execute();
    });
  }

  /** The oldest first. */
  List<Recent.Point> points(String span, String series, Instant since) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* history.points */ SELECT at, mean, peak FROM history"
                    + " WHERE span = :span AND series = :series AND at >= :since ORDER BY at")
            .bind("span", span)
            .bind("series", series)
            .bind("since", time(since))
            .map((row, context) ->
                new Recent.Point(
                    row.getObject("at", OffsetDateTime.class).toInstant().toEpochMilli(),
                    row.getDouble("mean"),
                    row.getDouble("peak")))
            .list());
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
