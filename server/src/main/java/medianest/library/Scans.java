package medianest.library;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import medianest.db.Database;
import medianest.db.DatabaseUnavailable;
import medianest.library.FollowedLibrary.Obstacle;
import medianest.library.FollowedLibrary.Unwatched;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scans that run, at most one for each library. */
public final class Scans implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scans.class);

  private final LibraryStore libraries;
  private final Scan.Means means;
  private final LibraryListener listener;
  private final Clock clock;
  private final LibraryConfig config;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<UUID, Running> running = new HashMap<>();
  private boolean closed;

  /** Null while nothing is watched. */
  private volatile @Nullable LibraryWatch watch;

  private volatile Unwatched unwatched = new Unwatched(Obstacle.SETTING, "library.watch is false");

  private record Running(Thread thread, ScanProgress progress) {}

  Scans(
      Database database,
      MediaReader reader,
      LibraryListener listener,
      Clock clock,
      LibraryConfig config) {
    this.libraries = new LibraryStore(database);
    this.means =
        new Scan.Means(new ScanStore(database), new FileProbe(reader), clock, config.threads());
    this.listener = listener;
    this.clock = clock;
    this.config = config;
  }

  /** Has what changes in the libraries scanned from now on, and what changed before. */
  void watch() {
    if (!config.watch()) {
      return;
    }
    List<Library> all = libraries.all();
    try {
      watch = new LibraryWatch(config, clock, this::startAgain, Mounts.ofThisProcess()).begin(all);
    } catch (IOException e) {
      unwatched = new Unwatched(Obstacle.SYSTEM, "this system does not let it: " + e.getMessage());
      LOG.warn("The folders of the libraries are not watched: {}", e.toString());
    }
  }

  /** How changes in the library's folder are found. */
  Following following(UUID library) {
    LibraryWatch by = watch;
    return by == null
        ? new Following(unwatched, null)
        : by.unwatched(library)
            .map(why -> new Following(why, config.pollEvery()))
            .orElse(Following.WATCHED);
  }

  private boolean startAgain(UUID id, ScanExtent extent) {
    return libraries.find(id).map(library -> start(library, extent)).orElse(true);
  }

  /** Starts a scan, or joins the one that runs. */
  void start(Library library) {
    LibraryWatch by = watch;
    if (by != null) {
      by.follow(library);
    }
    start(library, ScanExtent.WHOLE);
  }

  private boolean start(Library library, ScanExtent extent) {
    lock.lock();
    try {
      if (closed || running.containsKey(library.id())) {
        return false;
      }
      ScanProgress progress = new ScanProgress(library.id(), clock, this::tell);
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .name("scan " + library.name())
              .unstarted(() -> run(library, extent, progress));
      running.put(library.id(), new Running(thread, progress));
      libraries.changeScan(library.id(), progress.running());
      LibraryWatch by = watch;
      if (by != null && extent.whole()) {
        by.covered(library.id());
      }
      thread.start();
      return true;
    } catch (RuntimeException e) {
      running.remove(library.id());
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** Starts the scans again that the end of the last process interrupted. */
  void resume() {
    libraries.all().stream()
        .filter(library -> library.scan().state() == Library.ScanState.RUNNING)
        .forEach(this::start);
  }

  /** The library as it is at this moment of its scan. */
  Library current(Library stored) {
    Running scan = find(stored.id());
    return scan == null ? stored : stored.with(scan.progress().running());
  }

  /** Stops the scan of the library, if there is one, and returns when it has stopped. */
  void stop(UUID library) throws InterruptedException {
    LibraryWatch by = watch;
    if (by != null) {
      by.leave(library);
    }
    Running scan = find(library);
    if (scan != null) {
      scan.thread().interrupt();
      scan.thread().join();
    }
  }

  /** Waits for the end of the library's scan. */
  void await(UUID library) throws InterruptedException {
    Running scan = find(library);
    if (scan != null) {
      scan.thread().join();
    }
  }

  /** Stops all scans; those that were not done go on at the next start. */
  @Override
  public void close() {
    List<Running> all;
    lock.lock();
    try {
      closed = true;
      all = new ArrayList<>(running.values());
    } finally {
      lock.unlock();
    }
    LibraryWatch by = watch;
    if (by != null) {
      by.close();
    }
    all.forEach(scan -> scan.thread().interrupt());
    for (Running scan : all) {
      try {
        scan.thread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private @Nullable Running find(UUID library) {
    lock.lock();
    try {
      return running.get(library);
    } finally {
      lock.unlock();
    }
  }

  private void run(Library library, ScanExtent extent, ScanProgress progress) {
    Library.ScanStatus end = null;
    try {
      listener.scanChanged(library.with(progress.running()));
      LibraryWatch by = watch;
      new Scan(library, extent, progress, means).run(by == null ? FolderVisitor.NONE : by);
      end = progress.finished();
    } catch (Scan.Failure e) {
      end = progress.failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      LOG.info("The scan of {} was stopped before its end.", library.name());
    } catch (DatabaseUnavailable e) {
      LOG.warn("The scan of {} ended since the database does not answer.", library.name());
    } catch (RuntimeException e) {
      LOG.error("The scan of {} failed.", library.name(), e);
      end = progress.failed("The scan failed by a fault of this program; its log has more.");
    }
    LibraryWatch by = watch;
    if (by != null && end != null && extent.whole()) {
      by.scanned(library.id(), end);
    }
    finish(library, progress, end);
  }

  /** Without an end the library stays marked as being scanned, and the next start goes on. */
  private void finish(Library library, ScanProgress progress, Library.@Nullable ScanStatus end) {
    try {
      listener.settled();
      if (end != null) {
        libraries.changeScan(library.id(), end);
      }
    } catch (RuntimeException e) {
      LOG.error("The end of the scan of {} could not be noted.", library.name(), e);
    } finally {
      forget(library.id());
    }
    if (end != null) {
      LOG.info(
          "The scan of {} {} after {} files.",
          library.name(),
          end.reason() == null ? "ended" : "failed",
          end.filesDone());
    }
    tell(progress);
  }

  private void forget(UUID library) {
    lock.lock();
    try {
      running.remove(library);
    } finally {
      lock.unlock();
    }
  }

  private void tell(ScanProgress progress) {
    try {
      libraries.find(progress.library()).ifPresent(stored -> listener.scanChanged(current(stored)));
      long added = progress.takeAdded();
      long removed = progress.takeRemoved();
      if (added > 0 || removed > 0) {
        listener.itemsChanged(progress.library(), added, removed);
      }
    } catch (RuntimeException e) {
      LOG.warn("The progress of a scan could not be told.", e);
    }
  }
}
