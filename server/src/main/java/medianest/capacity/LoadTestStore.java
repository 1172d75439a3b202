package medianest.capacity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** Load tests that were. */
final class LoadTestStore {

  private static final String COLUMNS =
      "id, plan, began_at, seconds, verdict, sentence, viewers, bits_per_second, first_limit";

  private final Database database;

  LoadTestStore(Database database) {
    this.database = database;
  }

  /**
   * One that is over.
   *
   * @param firstLimit what was fullest when it carried no more
   */
  record Ran(
      UUID id,
      String plan,
      Instant beganAt,
      double seconds,
      String verdict,
      String sentence,
      Generator.@Nullable Carried carried,
      @Nullable String firstLimit) {}

  void add(Ran ran) {
    Generator.Carried carried = ran.carried();
    database.run(handle ->
        handle
            .createUpdate(
                "/* load_test.add */ INSERT INTO load_test ("
                    + COLUMNS
                    + ") VALUES (:id, :plan, :at, :seconds, :verdict, :sentence, :viewers, :bits,"
                    + " :limit)")
            .bind("id", ran.id())
            .bind("plan", ran.plan())
            .bind("at", ran.beganAt().atOffset(ZoneOffset.UTC))
            .bind("seconds", ran.seconds())
            .bind("verdict", ran.verdict())
            .bind("sentence", ran.sentence())
            .bind("viewers", carried == null ? null : (Integer) carried.viewers())
            .bind("bits", carried == null ? null : (Double) carried.bitsPerSecond())
            .bind("limit", ran.firstLimit())
            .execute());
  }

  /** The newest first. */
  List<Ran> last(int most) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* load_test.last */ SELECT "
                    + COLUMNS
                    + " FROM load_test ORDER BY began_at DESC LIMIT :most")
            .bind("most", most)
            .reduceRows(
                new ArrayList<Ran>(),
                (all, row) -> {
                  all.add(ran(row));
                  return all;
                }));
  }

  /** The last search that found how much is carried. */
  Optional<Ran> carried() {
    return database.run(handle ->
        handle
            .createQuery(
                "/* load_test.carried */ SELECT "
                    + COLUMNS
                    + " FROM load_test WHERE viewers IS NOT NULL AND verdict = 'passed'"
                    + " ORDER BY began_at DESC LIMIT 1")
            .reduceRows(Optional.<Ran>empty(), (none, row) -> Optional.of(ran(row))));
  }

  void remove(UUID id) {
    database.run(handle ->
        handle
            .createUpdate("/* load_test.remove */ DELETE FROM load_test WHERE id = :id")
            .bind("id", id)
            .execute());
  }

  private static Ran ran(RowView row) {
    Integer viewers = row.getColumn("viewers", Integer.class);
    Double bits = row.getColumn("bits_per_second", Double.class);
    return new Ran(
        row.getColumn("id", UUID.class),
        row.getColumn("plan", String.class),
        row.getColumn("began_at", OffsetDateTime.class).toInstant(),
        row.getColumn("seconds", Double.class),
        row.getColumn("verdict", String.class),
        row.getColumn("sentence", String.class),
        viewers == null || bits == null ? null : new Generator.Carried(viewers, bits),
        row.getColumn("first_limit", String.class));
  }
}
