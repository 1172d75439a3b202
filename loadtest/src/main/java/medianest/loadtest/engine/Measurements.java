package medianest.loadtest.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import medianest.loadtest.viewer.ViewerTally;
import medianest.loadtest.viewer.Viewing;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** All that a run measures, while it runs and after. */
public final class Measurements {

  private final Map<Key, Tally> tallies = new ConcurrentHashMap<>();
  private final Map<Integer, ViewerTally> viewers = new ConcurrentHashMap<>();
  private final Map<Integer, LongAdder> iterations = new ConcurrentHashMap<>();
  private final Recorder interval = new Recorder(3);
  private final LongAdder intervalFailed = new LongAdder();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger users = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final Map<Integer, ConcurrentHistogram> lag = new ConcurrentHashMap<>();
  private volatile int phase;

  /** Where a figure belongs. */
  public record Key(int phase, String scenario, String step) {}

  int phase() {
    return phase;
  }

  void enter(int index) {
    phase = index;
  }

  Tally tally(int inPhase, String scenario, String step) {
    return tallies.computeIfAbsent(new Key(inPhase, scenario, step), ignored -> new Tally());
  }

  /** Takes what one viewer meets, each part in the phase in which it was met. */
  Consumer<Viewing> seat() {
    return new Consumer<>() {
      private int entered = -1;

      @Override
      public void accept(Viewing part) {
        int here = phase;
        ViewerTally tally = viewers.computeIfAbsent(here, ignored -> new ViewerTally());
        if (entered != here) {
          entered = here;
          tally.enter();
        }
        tally.add(part);
      }
    };
  }

  void begun(Tally tally) {
    underWay.incrementAndGet();
    tally.begun();
  }

  void ended(Tally tally, long dueNanos, long sentNanos, long bytes) {
    long now = System.nanoTime();
    underWay.decrementAndGet();
    tally.ended();
    tally.record(now - dueNanos, now - sentNanos, bytes);
    interval.recordValue(Math.max(0, (now - dueNanos) / 1_000));
  }

  void failed(Tally tally, String reason) {
    tally.failed(reason);
    intervalFailed.increment();
  }

  void iterated() {
    iterations.computeIfAbsent(phase, ignored -> new LongAdder()).increment();
  }

  void dropped() {
    dropped.incrementAndGet();
  }

  void late(long nanos) {
    lag.computeIfAbsent(phase, ignored -> new ConcurrentHistogram(3))
        .recordValue(Math.max(0, nanos / 1_000));
  }

  AtomicInteger users() {
    return users;
  }

  int underWay() {
    return underWay.get();
  }

  /** Those of them that began in the present phase, and not in one before that goes on yet. */
  int underWayOfPhase() {
    int sum = 0;
    for (Map.Entry<Key, Tally> each : tallies.entrySet()) {
      sum += each.getKey().phase() == phase ? each.getValue().underWay() : 0;
    }
    return sum;
  }

  /** The responses since the last call. */
  Histogram flip(Histogram recycled) {
    return interval.getIntervalHistogram(recycled);
  }

  Histogram firstInterval() {
    return interval.getIntervalHistogram();
  }

  long flipFailed() {
    return intervalFailed.sumThenReset();
  }

  /** Everything that was measured, in the order of the run. */
  public List<Map.Entry<Key, Tally>> tallies() {
    return tallies.entrySet().stream()
        .sorted(
            Comparator.comparing(
                Map.Entry::getKey,
                Comparator.comparingInt(Key::phase)
                    .thenComparing(Key::scenario)
                    .thenComparing(Key::step)))
        .toList();
  }

  /** What viewers met, by phase. */
  public Map<Integer, ViewerTally> viewers() {
    return Map.copyOf(viewers);
  }

  public long iterations(int inPhase) {
    LongAdder sum = iterations.get(inPhase);
    return sum == null ? 0 : sum.sum();
  }

  /** Arrivals that could not begin, since the generator had too much under way. */
  public long droppedArrivals() {
    return dropped.get();
  }

  /** How late the generator's own threads ran, in microseconds. */
  public Histogram lag() {
    Histogram all = Tally.histogram();
    lag.values().forEach(all::add);
    return all;
  }

  /** The same in one phase. */
  public Histogram lag(int inPhase) {
    Histogram one = lag.get(inPhase);
    return one == null ? Tally.histogram() : one;
  }
}
