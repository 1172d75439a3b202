package medianest.loadtest.viewer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import medianest.loadtest.http.BodySink;

/**
 * What a viewer's bytes come through: so many a second and no more, by a bucket of tokens, with the
 * round trip that each request waits for.
 *
 * @param megabits per second, one figure for each second, over and over; empty for no limit
 */
record Line(String name, List<Double> megabits, long roundTripMillis) {

  static Line named(String name) {
    return switch (name) {
      case "cable" -> new Line(name, List.of(100.0), 10);
      case "dsl" -> new Line(name, List.of(16.0), 25);
      // A phone that moves: the mean is 15 Mbit/s, the worst second 4.
      case "lte" ->
          new Line(name, List.of(12.0, 20.0, 8.0, 30.0, 22.0, 4.0, 15.0, 9.0, 18.0, 12.0), 50);
      // Somebody else's microwave oven: one second in ten is nearly lost.
      case "wifi" ->
          new Line(name, List.of(40.0, 40.0, 35.0, 40.0, 0.5, 40.0, 30.0, 40.0, 40.0, 40.0), 5);
      default -> new Line(name, List.of(), 0);
    };
  }

  /** Waits for the way there and back. */
  void roundTrip() throws IOException {
    sleep(TimeUnit.MILLISECONDS.toNanos(roundTripMillis));
  }

  /** Holds the bytes of one viewer up. */
  Bucket bucket() {
    return new Bucket(this);
  }

  private static void sleep(long nanos) throws IOException {
    try {
      if (nanos > 0) {
        TimeUnit.NANOSECONDS.sleep(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** When the next byte may come. */
  static final class Bucket implements BodySink {
    private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private final Line line;
    private final long beginNanos = System.nanoTime();
    private long free = beginNanos;

    Bucket(Line line) {
      this.line = line;
    }

    @Override
    public void take(ByteBuffer bytes) throws IOException {
      if (line.megabits.isEmpty()) {
        return;
      }
      long now = System.nanoTime();
      int second = (int) ((now - beginNanos) / 1_000_000_000L % line.megabits.size());
      long cost = (long) (bytes.remaining() * 8e3 / line.megabits.get(second));
      free = Math.max(free, now) + cost;
      if (free - now > SLACK_NANOS) {
        sleep(free - now);
      }
    }

    /** About what 20 ms carry, so that a slow line does not take in gulps. */
    @Override
    public int step() {
      return line.megabits.isEmpty()
          ? Integer.MAX_VALUE
          : (int) Math.clamp(line.megabits.getFirst() * 2_500, 4 << 10, 256 << 10);
    }
  }
}
