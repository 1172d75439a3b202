package medianest.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import medianest.db.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Load tests of this server against itself, one at a time, and what they found. The viewers share
 * the machine with the server, so what it carries for viewers elsewhere is at least as much.
 */
public final class LoadTests implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadTests.class);
  private static final int MOST_KEPT = 30;

  /** Looks at the resources, ten seconds each, in which the last step of a search fell. */
  private static final int LAST_LOOKS = 3;

  private final Generator generator;
  private final LoadTestStore store;
  private final History history;
  private final Path folder;
  private final Clock clock;
  private @Nullable Running running;
  private @Nullable String problem;
  private volatile Optional<LoadTestStore.Ran> carried = Optional.empty();

  /**
   * Makes them.
   *
   * @param folder for the reports
   */
  public LoadTests(
      Generator generator, Database database, History history, Path folder, Clock clock) {
    this.generator = generator;
    this.store = new LoadTestStore(database);
    this.history = history;
    this.folder = folder;
    this.clock = clock;
  }

  /** Remembers what was found before. */
  public void remember() {
    carried = store.carried();
  }

  /** One that is under way. */
  static final class Running {
    private final UUID id = UUID.randomUUID();
    private final Generator.Plan plan;
    private final Generator.Trial run;
    private final Instant beganAt;
    private volatile Generator.@Nullable Moment moment;

    Running(Generator.Plan plan, Generator.Trial run, Instant beganAt) {
      this.plan = plan;
      this.run = run;
      this.beganAt = beganAt;
    }

    UUID id() {
      return id;
    }

    Generator.Plan plan() {
      return plan;
    }

    Instant beganAt() {
      return beganAt;
    }

    Generator.@Nullable Moment moment() {
      return moment;
    }
  }

  List<Generator.Plan> plans() {
    return generator.plans();
  }

  /**
   * Begins one.
   *
   * @param baseline an earlier one to compare with
   * @return false while another one runs
   */
  synchronized boolean begin(Generator.Plan plan, double shorten, @Nullable UUID baseline)
      throws IOException {
    if (running != null) {
      return false;
    }
    Path own = Files.createDirectories(folder.resolve("new"));
    Path earlier = baseline == null ? null : file(baseline, "json").orElse(null);
    Generator.Trial run =
        generator.prepare(new Generator.Order(plan.name(), shorten, earlier, own));
    Running begun = new Running(plan, run, clock.instant());
    running = begun;
    problem = null;
    Thread.ofVirtual().name("load-test").start(() -> go(begun, own));
    return true;
  }

  private void go(Running begun, Path own) {
    String wrong = null;
    try {
      Generator.Result result = begun.run.run(moment -> begun.moment = moment);
      keep(begun, own, result);
    } catch (Generator.Refused e) {
      wrong = e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      LOG.error("The load test {} came to no end.", begun.plan.name(), e);
      wrong = "The load test came to no end; the log has the reason.";
    } finally {
      synchronized (this) {
        running = null;
        problem = wrong;
      }
    }
  }

  private void keep(Running begun, Path own, Generator.Result result) throws IOException {
    for (String form : List.of("html", "json")) {
      Path made = own.resolve(begun.plan.name() + "." + form);
      Files.move(made, folder.resolve(begun.id + "." + form));
    }
    LoadTestStore.Ran ran =
        new LoadTestStore.Ran(
            begun.id,
            begun.plan.name(),
            begun.beganAt,
            result.seconds(),
            result.verdict(),
            result.sentence(),
            result.carried(),
            result.carried() == null ? null : fullest());
    store.add(ran);
    carried = store.carried();
    List<LoadTestStore.Ran> all = store.last(MOST_KEPT + 10);
    for (LoadTestStore.Ran old : all.subList(Math.min(MOST_KEPT, all.size()), all.size())) {
      remove(old.id());
    }
  }

  /** The resource that was used most in the last step. */
  private @Nullable String fullest() {
    return history.series().stream()
        .filter(each -> each.limit().getAsDouble() > 0)
        .max(Comparator.comparingDouble(this::lately))
        .map(Series::name)
        .orElse(null);
  }

  private double lately(Series series) {
    List<Recent.Point> points = history.points(series.name(), History.Span.RECENT);
    return points.subList(Math.max(0, points.size() - LAST_LOOKS), points.size()).stream()
            .mapToDouble(Recent.Point::mean)
            .max()
            .orElse(0)
        / series.limit().getAsDouble();
  }

  synchronized @Nullable Running running() {
    return running;
  }

  /** Why the last one came to no end; null where it did. */
  synchronized @Nullable String problem() {
    return problem;
  }

  List<LoadTestStore.Ran> last() {
    return store.last(MOST_KEPT);
  }

  /** What the last search found. */
  Optional<LoadTestStore.Ran> carried() {
    return carried;
  }

  /** Viewers that the last search found to be carried; 0 before there was one, and during one. */
  public int viewers() {
    return running() == null
        ? carried.map(LoadTestStore.Ran::carried).map(Generator.Carried::viewers).orElse(0)
        : 0;
  }

  /** Whether one is under way. */
  public boolean isRunning() {
    return running() != null;
  }

  /** The report of one in a form: html or json. */
  Optional<Path> file(UUID id, String form) {
    Path file = folder.resolve(id + "." + form);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Ends one that runs; throws one that is over away. */
  void remove(UUID id) throws IOException {
    Running now = running();
    if (now != null && now.id.equals(id)) {
      now.run.stop();
      return;
    }
    store.remove(id);
    try (Stream<String> forms = Stream.of("html", "json")) {
      for (Path each : forms.map(form -> folder.resolve(id + "." + form)).toList()) {
        Files.deleteIfExists(each);
      }
    }
    carried = store.carried();
  }

  @Override
  public void close() {
    Running now = running();
    if (now != null) {
      now.run.stop();
    }
  }
}
