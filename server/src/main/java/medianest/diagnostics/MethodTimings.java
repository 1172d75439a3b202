package medianest.diagnostics;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times every call of a few methods, exactly, by the flight recorder, which writes a
 * clock into them while it is asked to (JEP 520). It costs each of these calls some 50 ns.
 */
public final class MethodTimings implements AutoCloseable {

  static final int MOST = 10;

  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final InstantSource clock;
  private volatile Map<String, Timing> timings = Map.of();
  private List<TimedMethod> timed = List.of();
  private @Nullable RecordingStream stream;
  private @Nullable Instant since;

  public MethodTimings(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What a method has taken since it was asked for.
   *
   * @param method with its parameters, since several may have one name
   * @param averageNanos of a call; as the others zero where there was none, or the clock too coarse
   */
  record Timing(String method, long calls, long averageNanos, long minNanos, long maxNanos) {}

  /** Times these instead of those of before; none ends it. */
  synchronized void time(List<TimedMethod> methods) {
    if (methods.size() > MOST) {
      throw new IllegalArgumentException("At most " + MOST + " methods are timed at once.");
    }
    close();
    if (methods.isEmpty()) {
      return;
    }
    RecordingStream next = new RecordingStream();
    next.enable("jdk.MethodTiming")
        .with(
            "filter", methods.stream().map(TimedMethod::toString).collect(Collectors.joining(";")))
        .withPeriod(PERIOD);
    Map<String, Timing> measured = new ConcurrentHashMap<>();
    next.onEvent("jdk.MethodTiming", event -> take(event, measured));
    next.startAsync();
    timings = measured;
    stream = next;
    timed = List.copyOf(methods);
    since = clock.instant();
  }

  /** What is timed. */
  synchronized List<TimedMethod> timed() {
    return timed;
  }

  /** Since when; null while nothing is. */
  synchronized @Nullable Instant since() {
    return since;
  }

  /** What has been measured, by name; that of the last second is under way. */
  List<Timing> timings() {
    return List.copyOf(new TreeMap<>(timings).values());
  }

  private static void take(RecordedEvent event, Map<String, Timing> timings) {
    RecordedMethod method = event.getValue("method");
    String name =
        method.getType().getName() + "::" + method.getName() + parameters(method.getDescriptor());
    timings.put(
        name,
        new Timing(
            name,
            event.getLong("invocations"),
            nanos(event, "average"),
            nanos(event, "minimum"),
            nanos(event, "maximum")));
  }

  /** The recorder has the smallest of all numbers for what it does not know. */
  private static long nanos(RecordedEvent event, String field) {
    return event.getLong(field) == Long.MIN_VALUE ? 0 : event.getDuration(field).toNanos();
  }

  private static String parameters(String descriptor) {
    return MethodTypeDesc.ofDescriptor(descriptor).parameterList().stream()
        .map(ClassDesc::displayName)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public synchronized void close() {
    if (stream != null) {
      stream.close();
    }
    stream = null;
    since = null;
    timed = List.of();
    timings = Map.of();
  }
}
