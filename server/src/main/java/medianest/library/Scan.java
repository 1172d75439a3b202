package medianest.library;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One scan of one library: what is new in the folder becomes an item at once, what changed is read
 * again, what is as it was is not touched, what is gone is noted as missing at the end.
 *
 * <p>One thread walks, some read; between them is a short queue, so memory does not grow with the
 * folder. Which items were seen is kept as one bit each. The readers are threads of the system and
 * not virtual ones: parsing does not pause, and would keep requests off the few carrier threads.
 */
final class Scan {

  private static final int QUEUE = 512;
  private static final int BATCH = 128;

  /** What is missing for longer is forgotten, unless its disk may be away. */
  private static final Duration KEEP_MISSING = Duration.ofDays(90);

  private final Library library;
  private final ScanExtent extent;
  private final ScanProgress progress;
  private final Means means;
  private final BlockingQueue<FoundFile> queue = new ArrayBlockingQueue<>(QUEUE);
  private final BitSet seen = new BitSet();
  private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
  private volatile boolean walked;

  Scan(Library library, ScanExtent extent, ScanProgress progress, Means means) {
    this.library = library;
    this.extent = extent;
    this.progress = progress;
    this.means = means;
  }

  /**
   * What scans work with.
   *
   * @param threads files that are read at the same time
   */
  record Means(ScanStore store, FileProbe probe, Clock clock, int threads) {}

  /** Why a scan could not be done; the message is a sentence. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(String sentence) {
      super(sentence);
    }
  }

  /** Scans to the end. Removes nothing where the folder cannot be looked at. */
  void run(FolderVisitor visitor) throws Failure, InterruptedException {
    Path root = root();
    long lastKnown = means.store().lastNumber(library.id());
    List<RawPath> unreadable;
    try (ExecutorService readers =
        Executors.newFixedThreadPool(
            means.threads(), Thread.ofPlatform().daemon().name("scan-", 0).factory())) {
      List<Future<?>> running = new ArrayList<>();
      try {
        for (int i = 0; i < means.threads(); i++) {
          running.add(readers.submit(this::readAll));
        }
        unreadable = walk(root, visitor);
        walked = true;
        progress.walked();
        await(running);
      } catch (Failure | InterruptedException | RuntimeException e) {
        readers.shutdownNow();
        throw e;
      }
    }
    missGone(root, unreadable, lastKnown);
  }

  private Path root() throws Failure {
    Path folder = library.path();
    try {
      if (!Files.isDirectory(folder)) {
        throw new Failure(
            "The folder " + folder + " is not there; is its disk mounted? Nothing was removed.");
      }
      return folder.toRealPath();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private List<RawPath> walk(Path root, FolderVisitor visitor)
      throws Failure, InterruptedException {
    try {
      return FolderWalk.walk(root, this::put, extent, visitor);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Failure unreadable(IOException e) {
    return new Failure(
        e instanceof AccessDeniedException
            ? "The folder "
                + library.path()
                + " cannot be read; give this account the right to read and to enter it."
                + " Nothing was removed."
            : "The folder "
                + library.path()
                + " could not be read to the end ("
                + e
                + "). Nothing was removed.");
  }

  private void put(FoundFile file) throws InterruptedException {
    progress.seen();
    while (!queue.offer(file, 1, TimeUnit.SECONDS)) {
      RuntimeException e = fault.get();
      if (e != null) {
        throw e;
      }
    }
  }

  private void readAll() {
    try {
      while (true) {
        FoundFile first = queue.poll(50, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<FoundFile> files = new ArrayList<>(BATCH);
          files.add(first);
          queue.drainTo(files, BATCH - 1);
          new ScanBatch(library, means, progress).read(files, this::markSeen);
        } else if (walked && queue.isEmpty()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      fault.compareAndSet(null, e);
      throw e;
    }
  }

  private void markSeen(long number) {
    synchronized (seen) {
      seen.set(Math.toIntExact(number));
    }
  }

  private static void await(List<Future<?>> running) throws InterruptedException {
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (CancellationException e) {
        throw new InterruptedException();
      }
    }
  }

  private void missGone(Path root, List<RawPath> unreadable, long lastKnown) throws Failure {
    if (library.itemCount() > 0 && holdsNothing(root, unreadable)) {
      throw new Failure(
          "The folder "
              + library.path()
              + " is empty, but it held "
              + library.itemCount()
              + " items; is its disk mounted? Nothing was removed. If it is meant to be empty,"
              + " remove the library.");
    }
    Instant now = means.clock().instant().truncatedTo(ChronoUnit.MICROS);
    ScanStore store = means.store();
    List<RawPath> within =
        extent.folders().stream().map(each -> RawPath.below(root, each)).toList();
    long missed =
        store.miss(
            library.id(),
            number -> number <= lastKnown && !seen.get(Math.toIntExact(number)),
            new ScanStore.Places(within, unreadable),
            now);
    progress.removed(missed);
    if (missed > 0 || progress.hasRegrouped()) {
      store.followEpisodes(library.id(), now);
    }
    forgetGone(root, now.minus(KEEP_MISSING));
  }

  private void forgetGone(Path root, Instant then) {
    EmptyFolders empty = new EmptyFolders(root);
    ScanStore store = means.store();
    List<Long> numbers = store.goneBefore(library.id(), then, path -> empty.held(path.under(root)));
    store.forget(library.id(), numbers, then);
  }

  /** Whether no file was found, and none is left aside, in what may be an empty mount point. */
  private boolean holdsNothing(Path root, List<RawPath> leftAside) throws Failure {
    if (progress.running().filesSeen() > 0) {
      return false;
    }
    if (extent.whole()) {
      return !extent.settledOnly() || leftAside.isEmpty();
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}
