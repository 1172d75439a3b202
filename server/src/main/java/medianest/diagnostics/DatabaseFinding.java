package medianest.diagnostics;

import java.util.List;
import medianest.db.SlowPlans;

/** Something that stands out in how the database is used, with its figures. */
sealed interface DatabaseFinding {

  String sentence();

  /**
   * As it is sent: its kind, by which a page says it in its own language, and the sentence for
   * those that do not.
   */
  record Told(String kind, DatabaseFinding facts, String sentence) {}

  default Told told() {
    return new Told(kind(), this, sentence());
  }

  private String kind() {
    return switch (this) {
      case CallersWait _ -> "callers_wait";
      case LockWait _ -> "lock_wait";
      case Repeated _ -> "repeated";
      case Slow _ -> "slow";
      case ReadWhole _ -> "read_whole";
      case DeadRows _ -> "dead_rows";
    };
  }

  /** All connections are in use. */
  record CallersWait(int callers, int limit) implements DatabaseFinding {
    @Override
    public String sentence() {
      return "%d callers wait for a connection: all %d are in use. Look for the statement that holds them, or raise database.poolMax."
          .formatted(callers, limit);
    }
  }

  /**
   * A statement waits for a lock.
   *
   * @param blockedBy the processes of PostgreSQL that hold it
   */
  record LockWait(String statement, double seconds, List<Integer> blockedBy)
      implements DatabaseFinding {
    @Override
    public String sentence() {
      return "The statement %s has waited %.1f s for a lock that process %s holds."
          .formatted(statement, seconds, blockedBy);
    }
  }

  /**
   * A statement for each row of a list.
   *
   * @param most runs in one request
   */
  record Repeated(String route, String statement, int most) implements DatabaseFinding {
    @Override
    public String sentence() {
      return "%s runs %s up to %d times in one request; one statement for all of them would do."
          .formatted(route, statement, most);
    }
  }

  /** A slow statement, and what it lacks. */
  record Slow(String statement, double seconds, SlowPlans.MissingIndex missingIndex)
      implements DatabaseFinding {
    @Override
    public String sentence() {
      return "%s took %.1f s. %s".formatted(statement, seconds, missingIndex.sentence());
    }
  }

  /**
   * A large table that is often read from end to end.
   *
   * @param rows that each of those took
   */
  record ReadWhole(String table, long times, long rows) implements DatabaseFinding {
    @Override
    public String sentence() {
      return "The table %s was read whole %d times, %d rows each: a statement on it lacks an index."
          .formatted(table, times, rows);
    }
  }

  /** Rows that are gone and slow down those who read the table. */
  record DeadRows(String table, long rows) implements DatabaseFinding {
    @Override
    public String sentence() {
      return "The table %s carries %d rows that are gone but not cleared away; VACUUM has not kept up."
          .formatted(table, rows);
    }
  }
}
