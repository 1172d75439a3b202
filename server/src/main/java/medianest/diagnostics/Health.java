package medianest.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Looks at every component, at most once a second however many ask. */
public final class Health {

  private static final long CACHED_NANOS = 1_000_000_000;

  private final List<Component> components;
  private final String version;
  private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>();
  private volatile boolean draining;

  public Health(String version, List<Component> components) {
    this.version = version;
    this.components = List.copyOf(components);
  }

  /** How well it goes, from best to worst. */
  public enum Status {
    UP,
    DEGRADED,
    DOWN
  }

  /** One component's line. */
  public record Row(String name, Status status, String detail) {}

  /** All of them. */
  public record Report(Status status, String version, List<Row> components) {}

  private record Seen(Report report, long atNanos) {}

  /** From now on the server is not ready: it is about to stop. */
  public void drain() {
    draining = true;
    seen.set(null);
  }

  public Report report() {
    Seen last = seen.get();
    if (last != null && System.nanoTime() - last.atNanos() < CACHED_NANOS) {
      return last.report();
    }
    Seen fresh = new Seen(look(), System.nanoTime());
    seen.compareAndSet(last, fresh);
    return fresh.report();
  }

  private Report look() {
    List<Row> rows = new ArrayList<>();
    Status worst = draining ? Status.DOWN : Status.UP;
    if (draining) {
      rows.add(new Row("server", Status.DOWN, "The server is stopping."));
    }
    for (Component component : components) {
      Row row = row(component);
      rows.add(row);
      worst = worst.compareTo(row.status()) >= 0 ? worst : row.status();
    }
    return new Report(worst, version, rows);
  }

  private static Row row(Component component) {
    Component.State state;
    try {
      state = component.look().get();
    } catch (RuntimeException e) {
      state = new Component.State(false, "It could not be asked: " + e.getMessage() + ".");
    }
    Status bad = component.required() ? Status.DOWN : Status.DEGRADED;
    return new Row(component.name(), state.up() ? Status.UP : bad, state.detail());
  }
}
