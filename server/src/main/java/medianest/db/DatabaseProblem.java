package medianest.db;

import org.jspecify.annotations.Nullable;

/**
 * Why there is no database to work with; the message is one sentence that says what to do about it.
 */
public final class DatabaseProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseProblem(String sentence) {
    this(sentence, null);
  }

  public DatabaseProblem(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
