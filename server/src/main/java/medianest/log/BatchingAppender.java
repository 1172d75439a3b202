package medianest.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes log lines at the price of a queue and writes them from a thread of its own: at least {@link
 * #BATCH} lines to a write, or what has come within {@link #PAUSE_MS}; an error, and the end, are
 * written at once.
 *
 * <p>To wake a thread takes its waker several microseconds, ten times as long as to leave a line.
 * So only three lines do it: the first after a silence, the fiftieth, and an error. For all others
 * the writer is awake, or wakes by itself when its pause is over.
 *
 * <p>When lines come faster than they can be written, those of no importance are dropped, and the
 * next batch says how many; warnings and errors wait for a place.
 */
final class BatchingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  static final int BATCH = 50;
  static final long PAUSE_MS = 50;

  /** More to a write would save nothing, and keep much text in memory. */
  private static final int MOST = 10 * BATCH;

  private static final int QUEUE = 8_192;
  private static final long STOP_MS = 2_000;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(PAUSE_MS);

  /** What the writer does, and so whether it has to be woken. */
  private enum Writer {
    AWAKE,
    /** Gathers: wakes by itself soon, and is woken when there are enough. */
    PAUSING,
    /** Nothing has come for a while: the next line wakes it. */
    IDLE
  }

  private final OutputStream out;
  private final Queue<ILoggingEvent> queue = new ConcurrentLinkedQueue<>();
  private final Semaphore places = new Semaphore(QUEUE);
  private final AtomicReference<Writer> state = new AtomicReference<>(Writer.AWAKE);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer = Thread.ofPlatform().daemon().name("log").unstarted(this::run);
  private volatile boolean urgent;
  private volatile Lines lines;

  BatchingAppender(OutputStream out, LogConfig.Format format) {
    this.out = out;
    this.lines = new Lines(format);
  }

  void format(LogConfig.Format format) {
    lines = new Lines(format);
  }

  @Override
  public void start() {
    super.start();
    writer.start();
  }

  /** Writes what is left. */
  @Override
  public void stop() {
    if (!isStarted()) {
      return;
    }
    super.stop();
    LockSupport.unpark(writer);
    try {
      writer.join(STOP_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    if (!places.tryAcquire() && !waitsForPlace(event)) {
      dropped.incrementAndGet();
      return;
    }
    queue.add(event);
    boolean error = isUrgent(event);
    if (error) {
      urgent = true;
    }
    Writer seen = state.get();
    if (seen != Writer.AWAKE
        && (seen == Writer.IDLE || error || taken() >= BATCH)
        && state.compareAndSet(seen, Writer.AWAKE)) {
      LockSupport.unpark(writer);
    }
  }

  private boolean waitsForPlace(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      return false;
    }
    try {
      places.acquire();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Lines that are not written yet. */
  private int taken() {
    return QUEUE - places.availablePermits();
  }

  private void run() {
    List<ILoggingEvent> batch = new ArrayList<>(MOST);
    long due = System.nanoTime() + PAUSE_NANOS;
    while (isStarted()) {
      boolean now = gather(batch);
      long left = due - System.nanoTime();
      if (now || batch.size() >= BATCH || (left <= 0 && !batch.isEmpty())) {
        write(batch);
      } else if (left > 0) {
        rest(Writer.PAUSING, left);
        continue;
      } else {
        rest(Writer.IDLE, Long.MAX_VALUE);
      }
      due = System.nanoTime() + PAUSE_NANOS;
    }
    do {
      gather(batch);
      write(batch);
    } while (!queue.isEmpty());
  }

  /** Takes what is there; true if something of it must not wait. */
  private boolean gather(List<ILoggingEvent> batch) {
    boolean now = urgent;
    urgent = false;
    while (batch.size() < MOST) {
      ILoggingEvent next = queue.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
    }
    // What must not wait may be among those that did not fit.
    urgent |= now && batch.size() == MOST;
    return now && !batch.isEmpty();
  }

  private void rest(Writer how, long nanos) {
    state.set(how);
    // Who came between the look into the queue and here has found the writer awake.
    boolean missed = how == Writer.IDLE ? !queue.isEmpty() : urgent || taken() >= BATCH;
    if (!missed && isStarted()) {
      LockSupport.parkNanos(this, nanos);
    } else {
      // A line may have its place and not be in the queue yet.
      Thread.onSpinWait();
    }
    state.set(Writer.AWAKE);
  }

  private static boolean isUrgent(ILoggingEvent event) {
    return event.getLevel().isGreaterOrEqual(Level.ERROR);
  }

  private void write(List<ILoggingEvent> batch) {
    if (batch.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(batch.size() * 128);
    batch.forEach(event -> lines.append(event, text));
    places.release(batch.size());
    batch.clear();
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      text.append("(").append(lost).append(" lines were dropped)\n");
    }
    try {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      addError("log lines could not be written", e);
    }
  }
}
