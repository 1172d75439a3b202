package medianest.loadtest.sql;

import java.io.IOException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Where statements of a plan run. */
public interface Statements extends AutoCloseable {

  /** Runs one, with values of its own for each placeholder; null where it went well. */
  @Nullable String run(String sql, SplittableRandom random) throws IOException;

  /** What the report calls it. */
  String where();

  /** Leaves nothing behind. */
  @Override
  void close();

  /** Opens them for a plan that has statements. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens.
     *
     * @param connections at most so many at once
     */
    Statements open(int connections) throws IOException;
  }
}
