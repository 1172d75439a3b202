package medianest.diagnostics;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the flames of one kind out of a recording. Where several sources saw the same, the one that
 * sees most is drawn: async-profiler, which knows threads of the system, for everything; the flight
 * recorder, which knows virtual threads and with them requests, for the slow ones alone.
 */
final class Flames {

  private final Flame.Kind kind;
  private final @Nullable SlowRequests slow;
  private final boolean byNative;
  private final Flame bySystem = new Flame();
  private final Flame byRecorder = new Flame();
  private final Flame standIn = new Flame();

  private Flames(Flame.Kind kind, @Nullable SlowRequests slow, boolean byNative) {
    this.kind = kind;
    this.slow = slow;
    this.byNative = byNative;
  }

  /**
   * Of a whole recording, or of the requests that took at least so long.
   *
   * @param least zero for everything
   */
  static Flame.Frame read(Recordings.Kept recording, Flame.Kind kind, Duration least)
      throws IOException {
    SlowRequests slow = least.isZero() ? null : SlowRequests.of(recording.file(), least);
    Flames flames = new Flames(kind, slow, recording.source() == Recordings.Source.NATIVE);
    try (RecordingFile file = new RecordingFile(recording.file())) {
      while (file.hasMoreEvents()) {
        flames.add(file.readEvent());
      }
    }
    return flames.drawn();
  }

  private Flame.Frame drawn() {
    if (!bySystem.isEmpty()) {
      return bySystem.drawn();
    }
    return (byRecorder.isEmpty() ? standIn : byRecorder).drawn();
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.CPUTimeSample" -> stack(Flame.Kind.CPU, byRecorder, event, 1);
      case "jdk.ExecutionSample" ->
          stack(Flame.Kind.CPU, ofRecorder(event) ? standIn : bySystem, event, 1);
      case WallSample.NAME -> wall(event);
      case "profiler.WallClockSample" -> system(Flame.Kind.WALL, event, spannedNanos(event));
      case "jdk.ObjectAllocationSample" ->
          stack(Flame.Kind.ALLOCATION, byRecorder, event, (double) event.getLong("weight"));
      case "jdk.JavaMonitorEnter" -> {
        // async-profiler mistakes these on virtual threads, which change their carrier meanwhile
        // (async-profiler issue 1797).
        if (ofRecorder(event)) {
          stack(Flame.Kind.LOCK, byRecorder, event, nanos(event));
        }
      }
      case "jdk.ThreadPark" -> system(Flame.Kind.LOCK, event, nanos(event));
      case "jdk.VirtualThreadPinned" -> stack(Flame.Kind.PINNED, byRecorder, event, nanos(event));
      default -> {}
    }
  }

  /**
   * The waits of requests, and, where async-profiler was not there to see them, all that ran or
   * waited elsewhere as well.
   */
  private void wall(RecordedEvent event) {
    boolean seenElsewhere = byNative && slow == null && event.getBoolean("runs");
    if (kind == Flame.Kind.WALL
        && !seenElsewhere
        && isWanted(event.getLong("threadId"), event.getStartTime())) {
      Flame flame = byNative && slow == null ? bySystem : byRecorder;
      flame.add(
          List.of(event.getString("frames").split(";", -1)),
          (double) event.getDuration("nanos").toNanos());
    }
  }

  /** What async-profiler saw: threads of the system, so it cannot tell requests apart. */
  private void system(Flame.Kind its, RecordedEvent event, double weight) {
    if (slow == null) {
      stack(its, its == Flame.Kind.LOCK ? byRecorder : bySystem, event, weight);
    }
  }

  private void stack(Flame.Kind its, Flame flame, RecordedEvent event, double weight) {
    RecordedStackTrace stack = event.getStackTrace();
    if (kind != its || stack == null) {
      return;
    }
    RecordedThread thread = thread(event);
    if (isWanted(thread == null ? -1 : thread.getJavaThreadId(), event.getStartTime())) {
      List<String> names = new ArrayList<>();
      stack.getFrames().forEach(frame -> names.add(name(frame)));
      flame.add(names.reversed(), weight);
    }
  }

  private boolean isWanted(long thread, Instant at) {
    return slow == null || slow.isWorking(thread, at);
  }

  private static @Nullable RecordedThread thread(RecordedEvent event) {
    return event.getThread(event.hasField("sampledThread") ? "sampledThread" : "eventThread");
  }

  /** Whether the flight recorder wrote it: async-profiler has events of the same names. */
  private static boolean ofRecorder(RecordedEvent event) {
    RecordedThread thread = thread(event);
    return thread == null || thread.hasField("virtual");
  }

  private static double nanos(RecordedEvent event) {
    return (double) event.getDuration().toNanos();
  }

  /** Several samples of a thread that slept on are one event. */
  private static double spannedNanos(RecordedEvent event) {
    double single = (double) NativeProfiler.WALL_PERIOD.toNanos();
    return Math.max(
        (double) event.getDuration("timeSpan").toNanos(), single * event.getInt("samples"));
  }

  /** With the library behind it where it is not Java. */
  private static String name(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    String type = method.getType() == null ? "" : method.getType().getName();
    return switch (frame.getType()) {
      case "Native", "C++", "Kernel" ->
          method.getName() + (type.isEmpty() ? "" : " (" + type + ")");
      default -> type.isEmpty() ? method.getName() : type + "." + method.getName();
    };
  }
}
