package medianest.db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the clocks of this machine and of the database's are apart. Both write times into the
 * same rows, so what one says is in the future of the other.
 */
public final class ClockSkew {

  private static final Logger LOG = LoggerFactory.getLogger(ClockSkew.class);

  private final Database database;
  private final InstantSource clock;
  private volatile Duration apart = Duration.ZERO;

  public ClockSkew(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Looks once. Where the database does not answer, what was seen last holds. */
  public void look() {
    Instant before = clock.instant();
    long beganNanos = System.nanoTime();
    try {
      Instant there =
          database.run(handle ->
              handle
                  .createQuery("/* pg.clock */ SELECT clock_timestamp()")
                  .mapTo(OffsetDateTime.class)
                  .one()
                  .toInstant());
      apart = apart(before, Duration.ofNanos(System.nanoTime() - beganNanos), there);
    } catch (DatabaseUnavailable e) {
      LOG.debug("The clock of the database could not be read.", e);
    }
  }

  /**
   * At least so far apart they are: the database looked at its clock at some moment while it was
   * waited for, so an answer that took long is no skew.
   */
  static Duration apart(Instant before, Duration waited, Instant there) {
    Instant after = before.plus(waited);
    if (there.isBefore(before)) {
      return Duration.between(there, before);
    }
    return there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
  }

  /** As it was seen last. */
  public double seconds() {
    return apart.toNanos() / 1e9;
  }
}
