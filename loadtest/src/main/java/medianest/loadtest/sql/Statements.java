package medianest.loadtest.sql;

import java.io.IOException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Where statements of a plan run. */
public interface Statements {

  /** Runs one, with values of its own for each placeholder; null where it went well. */
  @Nullable String run(String sql, SplittableRandom random) throws IOException;
}
