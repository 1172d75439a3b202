package medianest.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes log lines at the price of a queue and writes them from a thread of its own, at most once
 * for {@link #BATCH} lines or {@link #PAUSE_MS}, whichever comes first; an error, and the end, are
 * written at once.
 *
 * <p>When lines come faster than they can be written, those of no importance are dropped, and the
 * next batch says how many; warnings and errors wait for a place.
 */
final class BatchingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  static final int BATCH = 50;
  static final long PAUSE_MS = 50;
  private static final int QUEUE = 8_192;
  private static final long STOP_MS = 2_000;

  private final OutputStream out;
  private final BlockingQueue<ILoggingEvent> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer = Thread.ofPlatform().daemon().name("log").unstarted(this::run);
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
    writer.interrupt();
    try {
      writer.join(STOP_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    if (queue.offer(event)) {
      return;
    }
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      dropped.incrementAndGet();
      return;
    }
    try {
      queue.put(event);
    } catch (InterruptedException e) {
      dropped.incrementAndGet();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<ILoggingEvent> batch = new ArrayList<>(BATCH);
    while (isStarted()) {
      try {
        gather(batch);
      } catch (InterruptedException e) {
        // The appender stops: what has been gathered still counts.
        break;
      } finally {
        write(batch);
      }
    }
    while (!queue.isEmpty()) {
      queue.drainTo(batch, BATCH);
      write(batch);
    }
  }

  private void gather(List<ILoggingEvent> batch) throws InterruptedException {
    batch.add(queue.take());
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MS);
    while (batch.size() < BATCH && !isUrgent(batch.getLast())) {
      ILoggingEvent next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      batch.add(next);
    }
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
