package medianest.diagnostics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that takes a while, on a thread of its own and never twice at the same time. */
final class OneAtATime implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OneAtATime.class);

  private final String name;
  private final InstantSource clock;
  private @Nullable Thread running;
  private @Nullable Instant until;

  /** What is done; interrupted when it is to end early. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /**
   * Nothing runs yet.
   *
   * @param name of the thread
   */
  OneAtATime(String name, InstantSource clock) {
    this.name = name;
    this.clock = clock;
  }

  /**
   * Begins.
   *
   * @param length that it will take
   * @return false while it runs already
   */
  synchronized boolean begin(Duration length, Work work) {
    if (runningUntil().isPresent()) {
      return false;
    }
    until = clock.instant().plus(length);
    running = Thread.ofPlatform().daemon().name(name).start(() -> run(work));
    return true;
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      LOG.debug("The {} was given up.", name);
    } catch (Exception e) {
      LOG.error("The {} failed.", name, e);
    }
  }

  /** When what runs will be done. */
  synchronized Optional<Instant> runningUntil() {
    Thread thread = running;
    return thread != null && thread.isAlive() ? Optional.ofNullable(until) : Optional.empty();
  }

  /** Ends what runs. */
  @Override
  public void close() {
    Thread thread;
    synchronized (this) {
      thread = running;
    }
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
