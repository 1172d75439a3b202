package medianest.diagnostics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** The stacks of a recording as a tree: who called whom, and how much of it all that was. */
final class Flame {

  private static final int MOST_FRAMES = 128;

  /** Less than this share of the whole is no wider than a pixel. */
  private static final double SMALLEST = 0.001;

  private final Map<String, Flame> children = new HashMap<>();
  private double value;

  private Flame() {}

  /** What is looked at. */
  enum Kind {
    CPU,
    ALLOCATION,
    LOCK,
    /** Code that keeps a carrier thread from others while it waits. */
    PINNED
  }

  /**
   * A frame with those above it.
   *
   * @param value samples, bytes or nanoseconds, with all above it
   */
  record Frame(String name, double value, List<Frame> children) {}

  static Frame read(Path recording, Kind kind) throws IOException {
    Flame root = new Flame();
    Flame sampled = new Flame();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        switch (event.getEventType().getName()) {
          case "jdk.CPUTimeSample" -> add(root, kind == Kind.CPU, event, 1);
          case "jdk.ExecutionSample" -> add(sampled, kind == Kind.CPU, event, 1);
          case "jdk.ObjectAllocationSample" -> {
            if (kind == Kind.ALLOCATION) {
              add(root, true, event, (double) event.getLong("weight"));
            }
          }
          case "jdk.JavaMonitorEnter" ->
              add(root, kind == Kind.LOCK, event, (double) event.getDuration().toNanos());
          case "jdk.VirtualThreadPinned" ->
              add(root, kind == Kind.PINNED, event, (double) event.getDuration().toNanos());
          default -> {}
        }
      }
    }
    // Where the system does not tell processor time by thread, the older samples stand in.
    Flame seen = root.value == 0 ? sampled : root;
    return seen.frame("all", seen.value);
  }

  private static void add(Flame root, boolean wanted, RecordedEvent event, double weight) {
    RecordedStackTrace stack = event.getStackTrace();
    if (!wanted || stack == null) {
      return;
    }
    List<RecordedFrame> frames = stack.getFrames();
    Flame at = root;
    at.value += weight;
    int top = Math.max(0, frames.size() - MOST_FRAMES);
    for (int i = frames.size() - 1; i >= top; i--) {
      RecordedFrame frame = frames.get(i);
      String name = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
      at = at.children.computeIfAbsent(name, ignored -> new Flame());
      at.value += weight;
    }
  }

  private Frame frame(String name, double whole) {
    List<Frame> above = new ArrayList<>();
    children.forEach((child, flame) -> {
      if (flame.value >= SMALLEST * whole) {
        above.add(flame.frame(child, whole));
      }
    });
    above.sort(Comparator.comparingDouble(Frame::value).reversed());
    return new Frame(name, value, above);
  }
}
