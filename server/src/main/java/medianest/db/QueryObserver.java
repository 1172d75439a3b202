package medianest.db;

/** Told about every statement, on the thread that ran it. */
@FunctionalInterface
public interface QueryObserver {

  QueryObserver NONE = (name, operation, table, nanos, failed) -> {};

  /**
   * A statement ran.
   *
   * @param name of the statement, {@code table.purpose}
   * @param operation its first word in lower case: {@code select}, {@code insert}…
   * @param table the part of the name before the dot
   */
  void ran(String name, String operation, String table, long nanos, boolean failed);
}
