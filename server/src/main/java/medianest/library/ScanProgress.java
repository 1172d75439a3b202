package medianest.library;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import medianest.library.Library.ScanState;
import medianest.library.Library.ScanStatus;
import org.jspecify.annotations.Nullable;

/** How far a scan is; tells others at most twice a second, since they would only be kept busy. */
final class ScanProgress {

  private static final long BETWEEN_MILLIS = 500;

  private final Clock clock;
  private final Consumer<ScanProgress> told;
  private final UUID library;
  private final Instant startedAt;
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong removed = new AtomicLong();
  private final AtomicLong lastTold = new AtomicLong();
  private volatile @Nullable Long total;
  private volatile boolean regrouped;

  ScanProgress(UUID library, Clock clock, Consumer<ScanProgress> told) {
    this.library = library;
    this.clock = clock;
    this.told = told;
    this.startedAt = now(clock);
  }

  UUID library() {
    return library;
  }

  void seen() {
    seen.incrementAndGet();
    tell();
  }

  void walked() {
    total = seen.get();
    tell();
  }

  void done(int files) {
    done.addAndGet(files);
    tell();
  }

  void added(long items) {
    added.addAndGet(items);
  }

  /** Items were moved or named anew, so series may be without the episodes that they had. */
  void regrouped() {
    regrouped = true;
  }

  boolean hasRegrouped() {
    return regrouped;
  }

  void removed(long items) {
    removed.addAndGet(items);
  }

  /** Items added since this was asked last. */
  long takeAdded() {
    return added.getAndSet(0);
  }

  /** Items removed since this was asked last. */
  long takeRemoved() {
    return removed.getAndSet(0);
  }

  ScanStatus running() {
    return status(ScanState.RUNNING, null, null);
  }

  ScanStatus finished() {
    return status(ScanState.IDLE, now(clock), null);
  }

  ScanStatus failed(String reason) {
    return status(ScanState.FAILED, now(clock), StoredText.of(reason));
  }

  private ScanStatus status(
      ScanState state, @Nullable Instant finishedAt, @Nullable String reason) {
    return new ScanStatus(state, seen.get(), done.get(), total, startedAt, finishedAt, reason);
  }

  private void tell() {
    long now = clock.millis();
    long last = lastTold.get();
    if (now - last >= BETWEEN_MILLIS && lastTold.compareAndSet(last, now)) {
      told.accept(this);
    }
  }

  private static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
