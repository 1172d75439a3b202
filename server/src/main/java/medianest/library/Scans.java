package medianest.library;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import medianest.db.Database;
import medianest.db.DatabaseUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scans that run, at most one for each library. */
public final class Scans implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scans.class);

  private final LibraryStore libraries;
  private final ScanStore store;
  private final FileProbe probe;
  private final LibraryListener listener;
  private final Clock clock;
  private final int threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<UUID, Running> running = new HashMap<>();
  private boolean closed;

  private record Running(Thread thread, ScanProgress progress) {}

  Scans(
      Database database,
      MediaReader reader,
      LibraryListener listener,
      Clock clock,
      LibraryConfig config) {
    this.libraries = new LibraryStore(database);
    this.store = new ScanStore(database);
    this.probe = new FileProbe(reader);
    this.listener = listener;
    this.clock = clock;
    this.threads = config.threads();
  }

  /** Starts a scan, or joins the one that runs. */
  void start(Library library) {
    lock.lock();
    try {
      if (closed || running.containsKey(library.id())) {
        return;
      }
      ScanProgress progress = new ScanProgress(library.id(), clock, this::tell);
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .name("scan " + library.name())
              .unstarted(() -> run(library, progress));
      running.put(library.id(), new Running(thread, progress));
      libraries.changeScan(library.id(), progress.running());
      thread.start();
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

  private void run(Library library, ScanProgress progress) {
    Library.ScanStatus end = null;
    try {
      listener.scanChanged(library.with(progress.running()));
      new Scan(library, store, probe, progress, clock, threads).run();
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
