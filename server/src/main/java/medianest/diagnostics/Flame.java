package medianest.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stacks as a tree: who called whom, and how much of it all that was. */
final class Flame {

  private static final int MOST_FRAMES = 128;

  /** Less than this share of the whole is no wider than a pixel. */
  private static final double SMALLEST = 0.001;

  private final Map<String, Flame> children = new HashMap<>();
  private double value;

  /** What is looked at. */
  enum Kind {
    CPU,
    /** Where time passes, whether threads run or wait. */
    WALL,
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

  /**
   * Adds a stack.
   *
   * @param callersFirst its frames
   */
  void add(List<String> callersFirst, double weight) {
    Flame at = this;
    at.value += weight;
    for (String name : callersFirst.subList(0, Math.min(MOST_FRAMES, callersFirst.size()))) {
      at = at.children.computeIfAbsent(name, ignored -> new Flame());
      at.value += weight;
    }
  }

  boolean isEmpty() {
    return value == 0;
  }

  /** As it is drawn. */
  Frame drawn() {
    return frame("all", value);
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
