package medianest.library;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Folders in which something changed, until it is quiet there: a scan at each change would read a
 * file that is being copied again and again.
 */
final class PendingFolders {

  /** Where it is never quiet, as beside a recording that runs, the rest must not wait for ever. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** More changed folders than this are one scan of the whole library. */
  static final int MOST = 50;

  private final Duration quiet;
  private final Map<Path, Wait> waits = new TreeMap<>();

  private record Wait(Instant first, Instant last) {}

  PendingFolders(Duration quiet) {
    this.quiet = quiet;
  }

  synchronized void add(Path folder, Instant now) {
    waits.merge(folder, new Wait(now, now), (before, more) -> new Wait(before.first(), now));
  }

  synchronized boolean isEmpty() {
    return waits.isEmpty();
  }

  synchronized void clear() {
    waits.clear();
  }

  /** Takes the folders that have been quiet, or have waited too long; none that is in another. */
  synchronized List<Path> takeDue(Instant now) {
    List<Path> due = new ArrayList<>();
    waits
        .entrySet()
        .removeIf(each -> {
          boolean taken = isDue(each.getValue(), now);
          if (taken && (due.size() > MOST || due.stream().noneMatch(each.getKey()::startsWith))) {
            due.add(each.getKey());
          }
          return taken;
        });
    return due;
  }

  private boolean isDue(Wait wait, Instant now) {
    return !now.isBefore(wait.last().plus(quiet)) || !now.isBefore(wait.first().plus(LONGEST));
  }
}
