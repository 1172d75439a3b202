package medianest.log;

/**
 * Settings under {@code log}.
 *
 * @param level what is less important is not logged
 * @param requests whether every request is a line
 */
public record LogConfig(Level level, Format format, boolean requests) {

  /** From the quietest to the loudest. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** How a line looks. */
  public enum Format {
    TEXT,
    JSON
  }

  public static LogConfig defaults() {
    return new LogConfig(Level.INFO, Format.TEXT, false);
  }
}
