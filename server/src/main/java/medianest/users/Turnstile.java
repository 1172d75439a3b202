package medianest.users;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets few through at a time, in order, and turns away who waited too long. Without it a crowd of
 * sign-ins would take all memory and every core.
 */
final class Turnstile {

  private final Semaphore places;
  private final Duration patience;

  Turnstile(int places, Duration patience) {
    this.places = new Semaphore(places, true);
    this.patience = patience;
  }

  /** The turnstile that the settings ask for on this machine. */
  static Turnstile of(UsersConfig config) {
    int cores = Runtime.getRuntime().availableProcessors();
    int places = config.hashesAtOnce() == 0 ? Math.max(1, cores - 1) : config.hashesAtOnce();
    return new Turnstile(places, config.hashPatience());
  }

  /** What {@code work} answers; null where its turn did not come in time. */
  <R> @Nullable R pass(Supplier<R> work) throws InterruptedException {
    if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return null;
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
