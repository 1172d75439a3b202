package medianest.library;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import medianest.library.ScanStore.Known;
import medianest.library.ScanStore.Looked;

/**
 * A few files of a scan that are compared, read and written together. What lies among the uploads
 * becomes an item by its upload only, which knows whose it is and what it is called.
 */
final class ScanBatch {

  /** Files on a slow disk must not wait long for the rest of their batch before they appear. */
  private static final long LONGEST_WAIT_MILLIS = 500;

  private final Library library;
  private final ScanStore store;
  private final FileProbe probe;
  private final ScanProgress progress;
  private final Clock clock;
  private final Map<UUID, Looked> added = new HashMap<>();
  private final Map<Long, Looked> changed = new HashMap<>();

  ScanBatch(Library library, ScanStore store, FileProbe probe, ScanProgress progress, Clock clock) {
    this.library = library;
    this.store = store;
    this.probe = probe;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Reads what is new or changed.
   *
   * @param seen is given the numbers of the items that were there before
   */
  void read(List<FoundFile> files, LongConsumer seen) throws InterruptedException {
    Map<RawPath, Known> known = store.known(library.id(), files);
    long lastWrite = clock.millis();
    for (FoundFile file : files) {
      Known before = known.get(file.below());
      if (before != null) {
        seen.accept(before.number());
      }
      if (before == null && !library.uploads()) {
        added.put(TimeOrderedIds.next(clock), look(file));
      } else if (before != null && !before.unchanged(file)) {
        changed.put(before.number(), look(file));
      }
      if (clock.millis() - lastWrite > LONGEST_WAIT_MILLIS) {
        write();
        lastWrite = clock.millis();
      }
      progress.done(1);
    }
    write();
  }

  private Looked look(FoundFile file) throws InterruptedException {
    FileFacts facts = probe.look(file.path());
    if (Thread.interrupted()) {
      // An interrupt fails the reading of a file, which says nothing about the file.
      throw new InterruptedException();
    }
    return Looked.of(file, file.below().fileName(), library.kind(), facts);
  }

  private void write() {
    if (!added.isEmpty() || !changed.isEmpty()) {
      store.write(library.id(), added, changed, clock.instant().truncatedTo(ChronoUnit.MICROS));
      progress.added(added.size());
      added.clear();
      changed.clear();
    }
  }
}
