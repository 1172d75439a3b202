package medianest.diagnostics;

import java.util.ArrayList;
import java.util.List;
import medianest.db.Database;

/** What PostgreSQL knows about itself. */
final class DiagnosticsStore {

  private final Database database;

  DiagnosticsStore(Database database) {
    this.database = database;
  }

  /**
   * One table.
   *
   * @param deadRows changed or deleted, and not cleared away yet
   * @param wholeReads how often it was read from end to end
   * @param rowsPerWholeRead how many rows each of those took
   */
  record Table(
      String name,
      long rows,
      long deadRows,
      long tableBytes,
      long indexBytes,
      long wholeReads,
      long rowsPerWholeRead,
      long indexReads) {}

  /** A statement that waits for a lock. */
  record Waiting(int process, String statement, double seconds, List<Integer> blockedBy) {}

  List<Table> tables() {
    return database.run(handle ->
        handle
            .createQuery(
                "/* pg.tables */ SELECT relname, n_live_tup, n_dead_tup,"
                    + " pg_table_size(relid) AS table_bytes, pg_indexes_size(relid) AS index_bytes,"
                    + " seq_scan, seq_tup_read, coalesce(idx_scan, 0) AS idx_scan"
                    + " FROM pg_stat_user_tables"
                    + " ORDER BY pg_total_relation_size(relid) DESC LIMIT 60")
            .map((row, context) ->
                new Table(
                    row.getString("relname"),
                    row.getLong("n_live_tup"),
                    row.getLong("n_dead_tup"),
                    row.getLong("table_bytes"),
                    row.getLong("index_bytes"),
                    row.getLong("seq_scan"),
                    row.getLong("seq_scan") == 0
                        ? 0
                        : row.getLong("seq_tup_read") / row.getLong("seq_scan"),
                    row.getLong("idx_scan")))
            .list());
  }

  List<Waiting> waiting() {
    return database.run(handle ->
        handle
            .createQuery(
                "/* pg.waiting */ SELECT pid, coalesce(substring(query from '/. ([a-z_.]+) ./'),"
                    + " 'another program''s') AS statement,"
                    + " CAST(extract(epoch FROM now() - query_start) AS float8) AS seconds,"
                    + " pg_blocking_pids(pid) AS blockers"
                    + " FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock' AND datname = current_database()"
                    + " ORDER BY query_start LIMIT 50")
            .map((row, context) -> {
              List<Integer> blockers = new ArrayList<>();
              for (Object each : (Object[]) row.getArray("blockers").getArray()) {
                blockers.add((Integer) each);
              }
              return new Waiting(
                  row.getInt("pid"),
                  row.getString("statement"),
                  row.getDouble("seconds"),
                  blockers);
            })
            .list());
  }

  long bytes() {
    return database.run(handle ->
        handle
            .createQuery("/* pg.size */ SELECT pg_database_size(current_database())")
            .mapTo(Long.class)
            .one());
  }
}
