package medianest.diagnostics;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Finds what grows on the heap and who holds it: the classes are counted before and after a while,
 * in which the flight recorder samples objects and then follows references from those that are
 * still alive. Each count and the end stop the program for as long as a full collection takes, so
 * it runs only where something is suspected, or where somebody asks.
 */
public final class LeakSearch implements AutoCloseable {

  static final String RECORDING = "medianest-leaks";

  static final Duration LONGEST = Duration.ofMinutes(15);

  /** The ways to objects are looked for no longer than this, since the program waits. */
  private static final String LONGEST_WALK = "5 s";

  /** A walk that took longer than this is not made again. */
  private static final Duration SHORT_WALK = Duration.ofSeconds(1);

  private static final int MOST_WALKS = 3;

  private static final long MOST_BYTES = 32L << 20;

  /** Garbage in pieces so large that buffers of threads are left, or given up, for each few. */
  private static final int GARBAGE_PIECE = 1 << 20;

  /** More than the largest buffer: a fiftieth of what is young, of a heap of gigabytes. */
  private static final int GARBAGE_PIECES = 64;

  private static final int MOST_CLASSES = 12;
  private static final int MOST_HOLDERS = 12;

  private final Path folder;
  private final InstantSource clock;
  private final OneAtATime searches;
  private volatile @Nullable Findings last;

  /** What the compiler could leave out otherwise. */
  private final AtomicReference<byte[]> thrownAway = new AtomicReference<>(new byte[0]);

  /**
   * A search that has not begun.
   *
   * @param folder for a recording, which is removed when it has been read
   */
  public LeakSearch(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    this.searches = new OneAtATime("leak-search", clock);
  }

  /**
   * What a search has found.
   *
   * @param seconds how long it has looked
   * @param bytesBefore that lived at its beginning
   * @param bytesAfter that lived at its end
   * @param grown the classes that grew, the most first
   * @param holders of objects of these classes
   */
  public record Findings(
      Instant at,
      double seconds,
      long bytesBefore,
      long bytesAfter,
      List<ClassCensus.Line> grown,
      List<Holders.Holder> holders) {

    /** Whether most of it is in caches, which grow up to their bound. */
    public boolean fillsCaches() {
      int all = holders.stream().mapToInt(Holders.Holder::samples).sum();
      int cached =
          holders.stream().filter(Holders.Holder::bounded).mapToInt(Holders.Holder::samples).sum();
      return 2 * cached > all;
    }
  }

  /**
   * Begins one, which ends by itself.
   *
   * @return false while another one runs
   */
  public boolean begin(Duration length) {
    return searches.begin(length, () -> search(length));
  }

  /** When the one that runs will be done. */
  public Optional<Instant> runningUntil() {
    return searches.runningUntil();
  }

  /** What the last one found. */
  public Optional<Findings> last() {
    return Optional.ofNullable(last);
  }

  private void search(Duration length) throws IOException, InterruptedException {
    try (Recording recording = PlainRecording.named(RECORDING)) {
      recording.setMaxSize(MOST_BYTES);
      recording.enable(Holders.EVENT).withStackTrace().with("cutoff", LONGEST_WALK);
      long start = System.nanoTime();
      List<ClassCensus.Line> before = beforeAll();
      recording.start();
      Thread.sleep(length);
      makeGarbage();
      List<ClassCensus.Line> after = ClassCensus.take();
      double seconds = (System.nanoTime() - start) / 1e9;
      List<ClassCensus.Line> grown =
          ClassCensus.grown(before, after).stream().limit(MOST_CLASSES).toList();
      List<Holders.Holder> holders = holders(recording, grown);
      // Its end would look for the ways once more.
      recording.disable(Holders.EVENT);
      last =
          new Findings(
              clock.instant(),
              seconds,
              ClassCensus.bytes(before),
              ClassCensus.bytes(after),
              grown,
              holders);
    }
  }

  /**
   * A first count. It is kept until the last, which counts it; so another of its size is there
   * while this one is made, that the search does not find itself.
   */
  private static List<ClassCensus.Line> beforeAll() {
    List<ClassCensus.Line> asLarge = ClassCensus.take();
    try {
      return ClassCensus.take();
    } finally {
      Reference.reachabilityFence(asLarge);
    }
  }

  /**
   * Where a program throws nothing away, a recording ends without a single sample, however much was
   * kept: 2,000 arrays of 16 KB in an idle JVM gave none, and 16 to 192 once garbage was made and
   * collected before the end (JDK 25). So some is made, and the count that follows collects it.
   */
  private void makeGarbage() {
    for (int i = 0; i < GARBAGE_PIECES; i++) {
      thrownAway.set(new byte[GARBAGE_PIECE]);
    }
    thrownAway.set(new byte[0]);
  }

  /**
   * Who holds objects of these classes. A walk ends at the first root that it meets; where a method
   * was just putting something into what grows, that is its variable, and another walk is made.
   */
  private List<Holders.Holder> holders(Recording recording, List<ClassCensus.Line> grown)
      throws IOException {
    Set<String> types =
        grown.stream().map(ClassCensus.Line::name).collect(Collectors.toUnmodifiableSet());
    List<Holders.Holder> found = List.of();
    long took = 0;
    for (int walk = 0; walk < MOST_WALKS && took < SHORT_WALK.toNanos(); walk++) {
      long start = System.nanoTime();
      found = walk(recording, types);
      took = System.nanoTime() - start;
      if (found.isEmpty() || !found.getFirst().inPassing()) {
        break;
      }
    }
    return found.stream().limit(MOST_HOLDERS).toList();
  }

  /** A recording that runs looks for the ways to its samples each time it is written. */
  private List<Holders.Holder> walk(Recording recording, Set<String> types) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "leaks-", ".jfr");
    try {
      recording.dump(file);
      return Holders.of(file, types);
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void close() {
    searches.close();
  }
}
