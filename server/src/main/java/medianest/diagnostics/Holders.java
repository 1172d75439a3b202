package medianest.diagnostics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Who keeps objects alive, as the flight recorder's samples of old objects tell. */
final class Holders {

  static final String EVENT = "jdk.OldObjectSample";

  /** Chains of links of one kind, as of lists and trees, say nothing more by their length. */
  private static final int LONGEST_PATH = 24;

  /** A cache of this library drops what is beyond its bound. */
  private static final String BOUNDED = "com.github.benmanes.caffeine.cache.";

  /** The root of what a method works with while the program is held. */
  private static final String VARIABLE = "Threads: Stack Variable";

  private Holders() {}

  /**
   * A way from what is never collected to objects that were sampled.
   *
   * @param type of the objects, in the JVM's notation
   * @param samples how many were sampled
   * @param path from the root on, each step a class and, where it is known, its field
   * @param allocatedAt the method that made them; empty where that is not known
   * @param bounded whether a cache with a bound is on the way
   */
  record Holder(String type, int samples, List<String> path, String allocatedAt, boolean bounded) {

    /** Whether it may be a method that just works with them, and not who keeps them. */
    boolean inPassing() {
      return path.getFirst().equals(VARIABLE);
    }
  }

  /**
   * Of samples of these classes, the most frequent way first. A recording has all walks since it
   * began; the last of them counts, whose samples are all of one time.
   */
  static List<Holder> of(Path recording, Set<String> types) throws IOException {
    Map<List<String>, Holder> found = new HashMap<>();
    Instant walk = Instant.MIN;
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        RecordedObject object =
            event.getEventType().getName().equals(EVENT) ? event.getValue("object") : null;
        if (object == null || event.getStartTime().isBefore(walk)) {
          continue;
        }
        if (event.getStartTime().isAfter(walk)) {
          found.clear();
          walk = event.getStartTime();
        }
        if (types.contains(type(object))) {
          Holder each = holder(event, object);
          found.merge(each.path(), each, Holders::both);
        }
      }
    }
    return found.values().stream()
        .sorted(Comparator.comparingInt(Holder::samples).reversed())
        .toList();
  }

  private static Holder both(Holder one, Holder other) {
    return new Holder(
        one.type(), one.samples() + other.samples(), one.path(), one.allocatedAt(), one.bounded());
  }

  private static Holder holder(RecordedEvent event, RecordedObject sampled) {
    Deque<String> steps = new ArrayDeque<>();
    boolean bounded = false;
    String field = "";
    RecordedObject object = sampled;
    while (object != null) {
      String type = type(object);
      bounded |= type.startsWith(BOUNDED);
      String step = readable(type, object.getString("description")) + field;
      if (!step.equals(steps.peekFirst())) {
        steps.addFirst(step);
      }
      RecordedObject by = object.getValue("referrer");
      field = by == null ? "" : field(by);
      object = by == null ? null : by.getValue("object");
    }
    RecordedObject root = event.getValue("root");
    if (root != null) {
      steps.addFirst(root.getString("system") + ": " + root.getString("type"));
    }
    return new Holder(type(sampled), 1, shortened(List.copyOf(steps)), allocatedAt(event), bounded);
  }

  private static List<String> shortened(List<String> steps) {
    if (steps.size() <= LONGEST_PATH) {
      return steps;
    }
    List<String> both = new ArrayList<>(steps.subList(0, LONGEST_PATH / 2));
    both.add("…");
    both.addAll(steps.subList(steps.size() - LONGEST_PATH / 2, steps.size()));
    return List.copyOf(both);
  }

  private static String type(RecordedObject object) {
    RecordedClass type = object.getValue("type");
    return type == null ? "?" : type.getName();
  }

  /** Statics are held by the class itself, which is an object of the class Class. */
  private static String readable(String type, @Nullable String description) {
    return type.equals("java.lang.Class") && description != null
        ? description.replace("Class Name: ", "")
        : type;
  }

  private static String field(RecordedObject reference) {
    RecordedObject field = reference.getValue("field");
    return field == null ? "[…]" : "." + field.getString("name");
  }

  /** The first method that is not of the JDK. */
  private static String allocatedAt(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    if (stack == null) {
      return "";
    }
    return stack.getFrames().stream()
        .map(Holders::method)
        .filter(method -> !method.startsWith("java.") && !method.startsWith("jdk."))
        .findFirst()
        .orElse("");
  }

  private static String method(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }
}
