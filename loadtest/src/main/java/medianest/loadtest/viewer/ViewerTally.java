package medianest.loadtest.viewer;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What all viewers of a phase met; the names follow CTA-2066 where it has one. */
public final class ViewerTally {

  private final Histogram startup = new Histogram(3);
  private final Map<String, Long> errors = new TreeMap<>();
  private long viewers;
  private long failed;
  private double played;
  private double stalled;
  private long rebuffers;
  private long segments;
  private long misses;
  private long switches;
  private long bytes;

  /** A viewer is here from now on. */
  public synchronized void enter() {
    viewers++;
  }

  /** Takes what one viewer met. */
  public synchronized void add(Viewing one) {
    if (one.startupNanos() >= 0) {
      startup.recordValue(one.startupNanos() / 1_000);
    }
    if (one.error() != null) {
      failed++;
      errors.merge(one.error(), 1L, Long::sum);
    }
    played += one.played();
    stalled += one.stalled();
    rebuffers += one.rebuffers();
    segments += one.segments();
    misses += one.misses();
    switches += one.switches();
    bytes += one.bytes();
  }

  /** Takes the part of other viewers. */
  public synchronized void addAll(ViewerTally other) {
    startup.add(other.startup);
    other.errors.forEach((reason, count) -> errors.merge(reason, count, Long::sum));
    viewers += other.viewers;
    failed += other.failed;
    played += other.played;
    stalled += other.stalled;
    rebuffers += other.rebuffers;
    segments += other.segments;
    misses += other.misses;
    switches += other.switches;
    bytes += other.bytes;
  }

  /** In microseconds. */
  public synchronized Histogram startup() {
    return startup.copy();
  }

  public synchronized long viewers() {
    return viewers;
  }

  public synchronized Map<String, Long> errors() {
    return Map.copyOf(errors);
  }

  /** Time stalled as a share of the time that was watched; NaN where nothing was. */
  public synchronized double rebufferRatio() {
    return stalled / (stalled + played);
  }

  /** Segments that came too late, as a share of all. */
  public synchronized double missRate() {
    return misses / (double) segments;
  }

  /** Viewers who could not watch, as a share of all. */
  public synchronized double errorRate() {
    return failed / (double) viewers;
  }

  /** Bits per second of what was watched. */
  public synchronized double meanBitrate() {
    return bytes * 8 / played;
  }

  public synchronized double rebuffersPerMinute() {
    return rebuffers / (played / 60);
  }

  public synchronized double switchesPerMinute() {
    return switches / (played / 60);
  }
}
