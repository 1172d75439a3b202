package medianest.library;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import medianest.library.ScanStore.Changes;
import medianest.library.ScanStore.Former;
import medianest.library.ScanStore.Known;
import medianest.library.ScanStore.Looked;
import medianest.library.ScanStore.Renamed;
import medianest.media.io.Bytes;
import org.jspecify.annotations.Nullable;

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
  private final Clock clock;
  private final ScanProgress progress;
  private final Changes changes = Changes.none();

  ScanBatch(Library library, Scan.Means means, ScanProgress progress) {
    this.library = library;
    this.store = means.store();
    this.probe = means.probe();
    this.clock = means.clock();
    this.progress = progress;
  }

  /**
   * Reads what is new or changed.
   *
   * @param seen is given the numbers of the items that were there before
   */
  void read(List<FoundFile> files, LongConsumer seen) throws InterruptedException {
    Map<RawPath, Known> known = store.known(library.id(), files);
    List<FoundFile> unknown =
        files.stream().filter(file -> !known.containsKey(file.below())).toList();
    Map<RawPath, Bytes> fingerprints = fingerprints(unknown);
    Map<RawPath, Former> moved = moved(unknown, fingerprints);
    long lastWrite = clock.millis();
    for (FoundFile file : files) {
      Known before = known.get(file.below());
      Former former = moved.get(file.below());
      if (before != null) {
        seen.accept(before.number());
        compare(file, before);
      } else if (former != null) {
        seen.accept(former.number());
        changes.renamed().put(former.number(), renamed(file));
      } else if (!library.uploads()) {
        changes.added().put(TimeOrderedIds.next(clock), look(file, fingerprints.get(file.below())));
      }
      if (clock.millis() - lastWrite > LONGEST_WAIT_MILLIS) {
        write();
        lastWrite = clock.millis();
      }
      progress.done(1);
    }
    write();
  }

  private void compare(FoundFile file, Known before) throws InterruptedException {
    if (!before.unchanged(file)) {
      Bytes fingerprint = Fingerprint.of(file.path(), file.sizeBytes());
      changes.changed().put(before.number(), look(file, fingerprint));
    } else if (before.missing() || named(file, before)) {
      changes.renamed().put(before.number(), renamed(file));
    }
  }

  private boolean named(FoundFile file, Known before) {
    return !library.uploads()
        && file.folder().calling(library.kind(), file.at()).hash() != before.naming();
  }

  private Map<RawPath, Bytes> fingerprints(List<FoundFile> files) {
    Map<RawPath, Bytes> fingerprints = new HashMap<>();
    if (!library.uploads()) {
      for (FoundFile file : files) {
        Bytes fingerprint = Fingerprint.of(file.path(), file.sizeBytes());
        if (fingerprint != null) {
          fingerprints.put(file.below(), fingerprint);
        }
      }
    }
    return fingerprints;
  }

  /**
   * The items that files were before they were moved. A file that is still at its old place was
   * copied; one whose whole library is gone may lie on a disk that is not mounted now.
   */
  private Map<RawPath, Former> moved(List<FoundFile> files, Map<RawPath, Bytes> fingerprints) {
    Map<RawPath, Former> moved = new HashMap<>();
    if (fingerprints.isEmpty()) {
      return moved;
    }
    Map<Bytes, List<Former>> formers = new HashMap<>();
    for (Former former : store.formers(new ArrayList<>(fingerprints.values()))) {
      if (left(former)) {
        formers.computeIfAbsent(former.fingerprint(), each -> new ArrayList<>()).add(former);
      }
    }
    for (FoundFile file : files) {
      Bytes fingerprint = fingerprints.get(file.below());
      List<Former> same = fingerprint == null ? null : formers.get(fingerprint);
      if (same != null && !same.isEmpty()) {
        moved.put(file.below(), same.removeFirst());
      }
    }
    return moved;
  }

  private static boolean left(Former former) {
    return Files.isDirectory(former.root().path())
        && Files.notExists(former.path().under(former.root().path()), LinkOption.NOFOLLOW_LINKS);
  }

  private Renamed renamed(FoundFile file) {
    return new Renamed(file, name(file), identity(file));
  }

  private Looked look(FoundFile file, @Nullable Bytes fingerprint) throws InterruptedException {
    FileFacts facts = probe.look(file.path());
    if (Thread.interrupted()) {
      // An interrupt fails the reading of a file, which says nothing about the file.
      throw new InterruptedException();
    }
    return new Looked(file, name(file), identity(file), facts, fingerprint);
  }

  private Identity identity(FoundFile file) {
    return Identity.of(file.folder().calling(library.kind(), file.at()));
  }

  private static String name(FoundFile file) {
    return StoredText.of(file.below().fileName());
  }

  private void write() {
    if (!changes.isEmpty()) {
      store.write(library.id(), changes, clock.instant().truncatedTo(ChronoUnit.MICROS));
      progress.added(changes.added().size());
      if (!changes.renamed().isEmpty() || !changes.changed().isEmpty()) {
        progress.regrouped();
      }
      changes.clear();
    }
  }
}
