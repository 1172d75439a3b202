package medianest.diagnostics;

import java.util.ArrayList;
import java.util.List;
import medianest.db.Database;
import medianest.db.SlowPlans;
import medianest.http.Policy;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.metrics.QueryMetrics;
import medianest.metrics.RequestMetrics;
import medianest.metrics.Times;

/** How the database is used, what waits in it, and what would help. */
public final class DatabaseApi {

  /** A table that is read whole, this often and of this size, wants an index. */
  private static final long MANY_READS = 50;

  private static final long MANY_ROWS = 10_000;

  /** A share of rows that are not cleared away, over which reading gets slower. */
  private static final double MUCH_DEAD = 0.4;

  private static final long MANY_DEAD = 10_000;

  private final Database database;
  private final DiagnosticsStore store;
  private final QueryMetrics queries;
  private final RequestMetrics requests;

  public DatabaseApi(Database database, QueryMetrics queries, RequestMetrics requests) {
    this.database = database;
    this.store = new DiagnosticsStore(database);
    this.queries = queries;
    this.requests = requests;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/admin/database", Policy.ADMIN, request -> use());
  }

  record Page(
      Database.PoolUse pool,
      long bytes,
      List<Times.Line> statements,
      List<SlowPlans.Plan> slow,
      List<DiagnosticsStore.Table> tables,
      List<DiagnosticsStore.Waiting> waiting,
      List<String> findings) {}

  private Response use() {
    // Where others wait for a connection already, this page would wait behind them, and be silent.
    boolean full = database.poolUse().waiting() > 0;
    List<DiagnosticsStore.Table> tables = full ? List.of() : store.tables();
    List<DiagnosticsStore.Waiting> waiting = full ? List.of() : store.waiting();
    return new Response.Json(
        new Page(
            database.poolUse(),
            full ? 0 : store.bytes(),
            queries.statements().lines(),
            database.slowPlans(),
            tables,
            waiting,
            findings(tables, waiting)));
  }

  private List<String> findings(
      List<DiagnosticsStore.Table> tables, List<DiagnosticsStore.Waiting> waiting) {
    List<String> findings = new ArrayList<>();
    Database.PoolUse pool = database.poolUse();
    if (pool.waiting() > 0) {
      findings.add(
          pool.waiting()
              + " callers wait for a connection: all "
              + pool.limit()
              + " are in use. Look for the statement that holds them, or raise database.poolMax.");
    }
    for (DiagnosticsStore.Waiting each : waiting) {
      findings.add(
          "The statement %s has waited %.1f s for a lock that process %s holds."
              .formatted(each.statement(), each.seconds(), each.blockedBy()));
    }
    requests
        .repetitions()
        .list()
        .forEach(each ->
            findings.add(
                each.route()
                    + " runs "
                    + each.statement()
                    + " up to "
                    + each.most()
                    + " times in one request; one statement for all of them would do."));
    for (SlowPlans.Plan each : database.slowPlans()) {
      if (each.hint() != null) {
        findings.add("%s took %.1f s. %s".formatted(each.statement(), each.seconds(), each.hint()));
      }
    }
    for (DiagnosticsStore.Table each : tables) {
      if (each.wholeReads() > MANY_READS && each.rowsPerWholeRead() > MANY_ROWS) {
        findings.add(
            "The table %s was read whole %d times, %d rows each: a statement on it lacks an index."
                .formatted(each.name(), each.wholeReads(), each.rowsPerWholeRead()));
      }
      if (each.deadRows() > MANY_DEAD && each.deadRows() > MUCH_DEAD * each.rows()) {
        findings.add(
            "The table %s carries %d rows that are gone but not cleared away; VACUUM has not kept up."
                .formatted(each.name(), each.deadRows()));
      }
    }
    return findings;
  }
}
