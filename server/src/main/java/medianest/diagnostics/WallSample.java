package medianest.diagnostics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Where a thread stood, whether it ran or waited. Its frames are text, since an event of the flight
 * recorder carries no stack but that of the thread that writes it.
 */
@Name(WallSample.NAME)
@Label("Wall Clock Sample")
@Category("MediaNest")
@StackTrace(false)
final class WallSample extends Event {

  static final String NAME = "medianest.WallSample";

  @Label("Sampled Thread")
  final long threadId;

  @Label("Runs")
  @Description("Whether it was not waiting")
  final boolean runs;

  @Label("Time")
  @Description("How much time the sample stands for")
  @Timespan(Timespan.NANOSECONDS)
  final long nanos;

  @Label("Frames")
  @Description("The callers first, parted by semicolons")
  final String frames;

  WallSample(long threadId, boolean runs, long nanos, String frames) {
    this.threadId = threadId;
    this.runs = runs;
    this.nanos = nanos;
    this.frames = frames;
  }
}
