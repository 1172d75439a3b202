package medianest.db;

import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Tells the observer about every statement by its name. */
final class ObservedStatements implements SqlLogger {

  private final QueryObserver observer;
  private final SlowPlans plans;

  ObservedStatements(QueryObserver observer, SlowPlans plans) {
    this.observer = observer;
    this.plans = plans;
  }

  @Override
  public void logBeforeExecution(StatementContext context) {
    StatementName.of(context.getRenderedSql());
  }

  @Override
  public void logAfterExecution(StatementContext context) {
    tell(context, false);
  }

  @Override
  public void logException(StatementContext context, SQLException e) {
    tell(context, true);
  }

  private void tell(StatementContext context, boolean failed) {
    StatementName name = StatementName.of(context.getRenderedSql());
    long nanos = context.getElapsedTime(ChronoUnit.NANOS);
    observer.ran(name.name(), name.operation(), name.table(), nanos, failed);
    if (!failed) {
      plans.ran(name, context, nanos);
    }
  }
}
