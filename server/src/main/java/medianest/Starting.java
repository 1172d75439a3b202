package medianest;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A part of the server that starts beside the others, within a time of its own. */
final class Starting<T> {

  /** What takes longer is worth a line in the log. */
  static final Duration USUAL = Duration.ofSeconds(3);

  private static final Logger log = LoggerFactory.getLogger("medianest");

  private final String name;
  private final Duration limit;
  private final FutureTask<T> task;
  private final long beganNanos = System.nanoTime();

  private Starting(String name, Duration limit, FutureTask<T> task) {
    this.name = name;
    this.limit = limit;
    this.task = task;
  }

  /** Begins. */
  static <T> Starting<T> begin(String name, Duration limit, Callable<T> part) {
    FutureTask<T> task = new FutureTask<>(part);
    Thread.ofVirtual().name("start-" + name).start(task);
    return new Starting<>(name, limit, task);
  }

  /** The part, when it has started; a slow one is named in the log before it is given up. */
  T await() throws StartFailure {
    try {
      return get(USUAL);
    } catch (TimeoutException e) {
      log.warn("The {} takes longer than usual to start", name);
    }
    try {
      return get(limit);
    } catch (TimeoutException e) {
      throw new StartFailure(
          "The " + name + " did not start within " + limit.toSeconds() + " s; the log says why.",
          e);
    }
  }

  private T get(Duration within) throws StartFailure, TimeoutException {
    long left = within.toNanos() - (System.nanoTime() - beganNanos);
    try {
      return task.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StartFailure(String.valueOf(cause.getMessage()), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("The start was interrupted.", e);
    }
  }
}
