package medianest.loadtest.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import medianest.loadtest.http.Deadlines;
import org.HdrHistogram.Histogram;

/**
 * Watches the generator itself and the clock of the run: a line for each second, how late its own
 * threads run, and how many requests are under way, asked often enough to check the rest against
 * Little's law.
 */
final class GeneratorWatch {

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Measurements measurements;
  private final Deadlines deadlines;
  private final List<Second> seconds = new ArrayList<>();
  private final Map<Integer, Concurrency> concurrency = new HashMap<>();
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final long beginNanos = System.nanoTime();
  private final long gcBefore = gcMillis();
  private volatile boolean over;

  GeneratorWatch(Measurements measurements, Deadlines deadlines) {
    this.measurements = measurements;
    this.deadlines = deadlines;
  }

  /** How many requests were under way in a phase, looked at again and again. */
  static final class Concurrency {
    private long looks;
    private double sum;

    double mean() {
      return looks == 0 ? 0 : sum / looks;
    }

    long looks() {
      return looks;
    }
  }

  /** Is told each second. */
  interface Listener {
    void second(Second second);
  }

  Thread start(Listener listener) {
    Thread.ofVirtual().name("lag").start(this::feelLag);
    return Thread.ofPlatform().name("watch").daemon().start(() -> watch(listener));
  }

  void end() {
    over = true;
  }

  private void feelLag() {
    try {
      while (!over) {
        long due = System.nanoTime() + TICK_NANOS;
        TimeUnit.NANOSECONDS.sleep(TICK_NANOS);
        measurements.late(System.nanoTime() - due);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(Listener listener) {
    Histogram interval = measurements.firstInterval();
    long due = beginNanos;
    long nextSecond = beginNanos + TimeUnit.SECONDS.toNanos(1);
    long cpu = machine.getProcessCpuTime();
    long at = beginNanos;
    long worst = 0;
    try {
      while (!over) {
        due += TICK_NANOS;
        Wait.until(due);
        worst = Math.max(worst, System.nanoTime() - due);
        look();
        if (due >= nextSecond) {
          long now = System.nanoTime();
          long used = machine.getProcessCpuTime();
          interval = measurements.flip(interval);
          Second second = second(interval, now, (used - cpu) / (double) (now - at), worst);
          synchronized (seconds) {
            seconds.add(second);
          }
          listener.second(second);
          deadlines.sweep();
          cpu = used;
          at = now;
          worst = 0;
          nextSecond += TimeUnit.SECONDS.toNanos(1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look() {
    Concurrency here =
        concurrency.computeIfAbsent(measurements.phase(), ignored -> new Concurrency());
    here.looks++;
    here.sum += measurements.underWayOfPhase();
  }

  private Second second(Histogram interval, long now, double cpu, long worstLagNanos) {
    return new Second(
        (now - beginNanos) / 1e9,
        measurements.phase(),
        measurements.users().get(),
        measurements.underWay(),
        interval.getTotalCount(),
        measurements.flipFailed(),
        interval.getValueAtPercentile(50) / 1e3,
        interval.getValueAtPercentile(95) / 1e3,
        interval.getValueAtPercentile(99) / 1e3,
        cpu,
        worstLagNanos / 1e6);
  }

  List<Second> seconds() {
    synchronized (seconds) {
      return List.copyOf(seconds);
    }
  }

  synchronized Map<Integer, Concurrency> concurrency() {
    return Map.copyOf(concurrency);
  }

  /** Time in collections since the beginning. */
  long gcPauseMillis() {
    return gcMillis() - gcBefore;
  }

  private static long gcMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
