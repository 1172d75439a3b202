package medianest.diagnostics;

import java.util.ArrayList;
import java.util.List;
import medianest.db.Database;
import medianest.db.SlowPlans;
import medianest.http.Policy;
import medianest.http.Response;
import medianest.http.Routes;
import medianest.metrics.QueryMetrics;
import medianest.metrics.Repetitions;
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
      List<DatabaseFinding.Told> findings) {}

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

  private List<DatabaseFinding.Told> findings(
      List<DiagnosticsStore.Table> tables, List<DiagnosticsStore.Waiting> waiting) {
    List<DatabaseFinding> findings = new ArrayList<>();
    Database.PoolUse pool = database.poolUse();
    if (pool.waiting() > 0) {
      findings.add(new DatabaseFinding.CallersWait(pool.waiting(), pool.limit()));
    }
    for (DiagnosticsStore.Waiting each : waiting) {
      findings.add(
          new DatabaseFinding.LockWait(each.statement(), each.seconds(), each.blockedBy()));
    }
    for (Repetitions.Finding each : requests.repetitions().list()) {
      findings.add(new DatabaseFinding.Repeated(each.route(), each.statement(), each.most()));
    }
    for (SlowPlans.Plan each : database.slowPlans()) {
      SlowPlans.MissingIndex missing = each.missingIndex();
      if (missing != null) {
        findings.add(new DatabaseFinding.Slow(each.statement(), each.seconds(), missing));
      }
    }
    for (DiagnosticsStore.Table each : tables) {
      if (each.wholeReads() > MANY_READS && each.rowsPerWholeRead() > MANY_ROWS) {
        findings.add(
            new DatabaseFinding.ReadWhole(each.name(), each.wholeReads(), each.rowsPerWholeRead()));
      }
      if (each.deadRows() > MANY_DEAD && each.deadRows() > MUCH_DEAD * each.rows()) {
        findings.add(new DatabaseFinding.DeadRows(each.name(), each.deadRows()));
      }
    }
    return findings.stream().map(DatabaseFinding::told).toList();
  }
}
