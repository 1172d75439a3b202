package medianest.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import medianest.identify.PlexMatch;
import medianest.library.FollowedLibrary.Obstacle;
import medianest.library.FollowedLibrary.Unwatched;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what changed in the libraries' folders scanned, soon after it is quiet there; where the
 * kernel cannot tell what changes, has the whole library scanned now and then.
 *
 * <p>Scans put the watches in place as they walk, each before its folder is listed, so that nothing
 * can change unseen between the two. What was missed all the same – the kernel's queue ran over, a
 * disk was mounted – makes for a scan of all it may concern.
 */
final class LibraryWatch implements FolderVisitor, FolderWatch.Listener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LibraryWatch.class);
  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final Duration BUSY = Duration.ofMillis(200);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
  private static final Set<String> LISTS =
      Set.of(".ignore", ".plexignore", ".nomedia", PlexMatch.NAME);

  private final LibraryConfig config;
  private final Clock clock;
  private final Starter scans;
  private final Mounts mounts;
  private final FolderWatch folders;
  private final Map<UUID, FollowedLibrary> followed = new ConcurrentHashMap<>();
  private final Thread thread;
  private String mounted;

  /** Starts scans. */
  @FunctionalInterface
  interface Starter {
    /** False if the library is being scanned already. */
    boolean start(UUID library, ScanExtent extent);
  }

  /**
   * Watches nothing before {@link #begin}.
   *
   * @throws IOException if the system has no more of what watching takes
   */
  LibraryWatch(LibraryConfig config, Clock clock, Starter scans, Mounts mounts) throws IOException {
    this.config = config;
    this.clock = clock;
    this.scans = scans;
    this.mounts = mounts;
    this.mounted = mounts.read();
    this.folders = new FolderWatch();
    this.thread = Thread.ofPlatform().daemon().name("library-watch").unstarted(this::run);
  }

  /** Follows these, and finds what changed while nobody did. */
  LibraryWatch begin(List<Library> libraries) {
    libraries.forEach(this::follow);
    followed.values().forEach(each -> each.pending().add(each.root(), Instant.EPOCH));
    thread.start();
    return this;
  }

  /** Follows the library's folder, whose next scan puts the watches in place. */
  void follow(Library library) {
    if (!library.uploads()) {
      followed.computeIfAbsent(
          library.id(),
          id -> {
            Path root = real(library.path());
            FollowedLibrary each =
                new FollowedLibrary(id, root, config.settleAfter(), clock.instant());
            each.unwatched(distance(root));
            return each;
          });
    }
  }

  /** A scan of the whole library begins: it finds all that waits. */
  void covered(UUID library) {
    FollowedLibrary each = followed.get(library);
    if (each != null) {
      each.pending().clear();
    }
  }

  /** A scan of the whole library is over. */
  void scanned(UUID library, Library.ScanStatus scan) {
    FollowedLibrary each = followed.get(library);
    Instant began = scan.startedAt();
    if (each != null && began != null) {
      Instant now = clock.instant();
      each.scanned(now, Duration.between(began, now));
    }
  }

  void leave(UUID library) {
    FollowedLibrary gone = followed.remove(library);
    if (gone != null
        && followed.values().stream().map(FollowedLibrary::root).noneMatch(gone::isRelated)) {
      folders.forget(gone.root());
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder;
    }
  }

  private @Nullable Unwatched distance(Path root) {
    return mounts
        .distant(root)
        .map(kind ->
            new Unwatched(Obstacle.DISTANT, "some of it is on another machine (" + kind + ")"))
        .orElse(null);
  }

  /** Why the library is not watched; empty if it is. */
  Optional<Unwatched> unwatched(UUID library) {
    return Optional.ofNullable(followed.get(library)).map(FollowedLibrary::unwatched);
  }

  private void run() {
    Duration idle = config.pollEvery().compareTo(IDLE) < 0 ? config.pollEvery() : IDLE;
    try {
      while (folders.await(waiting() ? BUSY : idle, this)) {
        compareMounts();
        followed.values().forEach(this::look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean waiting() {
    return followed.values().stream().anyMatch(each -> !each.pending().isEmpty());
  }

  /** The kernel does not say that a disk came or went. */
  private void compareMounts() {
    String now = mounts.read();
    if (!now.equals(mounted)) {
      mounted = now;
      for (FollowedLibrary each : followed.values()) {
        each.unwatched(distance(each.root()));
        each.pending().add(each.root(), clock.instant());
      }
    }
  }

  private void look(FollowedLibrary library) {
    Instant now = clock.instant();
    if (library.isExchanged()) {
      folders.forget(library.root());
      library.unwatched(new Unwatched(Obstacle.GONE, "its folder went away"));
      library.pending().add(library.root(), Instant.EPOCH);
    }
    if (library.isToBeLookedAt(config.pollEvery(), now)) {
      library.lookedAt(now);
      library.pending().add(library.root(), Instant.EPOCH);
    }
    List<Path> due = library.pending().takeDue(now);
    if (!due.isEmpty() && !started(library, due)) {
      due.forEach(each -> library.pending().add(each, now.plus(config.settleAfter())));
    }
  }

  private boolean started(FollowedLibrary library, List<Path> due) {
    boolean whole = due.size() > PendingFolders.MOST || due.contains(library.root());
    ScanExtent extent = whole ? ScanExtent.WHOLE_SETTLED : new ScanExtent(due, true);
    try {
      return scans.start(library.id(), extent);
    } catch (RuntimeException e) {
      LOG.warn("What changed in a library cannot be scanned now: {}", e.toString());
      due.forEach(each -> library.pending().add(each, clock.instant().plus(AFTER_FAILURE)));
      return true;
    }
  }

  @Override
  public void changed(Path folder, Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (folders.watches(path) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
        folders.forget(path);
      }
      mark(path);
    } else if (VideoNames.worthALook(name) || name.endsWith(".nfo") || LISTS.contains(name)) {
      mark(folder);
    }
  }

  @Override
  public void overflown(Path folder) {
    mark(folder);
  }

  @Override
  public void lost(Path folder) {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      mark(folder);
    }
  }

  private void mark(Path folder) {
    for (FollowedLibrary each : followed.values()) {
      if (folder.startsWith(each.root())) {
        each.pending().add(folder, clock.instant());
      }
    }
  }

  @Override
  public void entering(Path folder) {
    for (FollowedLibrary each : followed.values()) {
      if (folder.equals(each.root())) {
        each.unwatched(distance(folder));
      }
    }
    boolean wanted =
        followed.values().stream()
            .anyMatch(each -> each.unwatched() == null && folder.startsWith(each.root()));
    try {
      if (wanted) {
        folders.add(folder);
      }
    } catch (IOException e) {
      unwatched(folder, obstacle(e));
    }
  }

  private void unwatched(Path folder, Unwatched why) {
    for (FollowedLibrary each : followed.values()) {
      if (folder.startsWith(each.root()) && each.unwatched() == null) {
        each.unwatched(why);
        LOG.warn("The folder {} is not watched: {}.", each.root(), why.reason());
      }
    }
  }

  private static Unwatched obstacle(IOException e) {
    OptionalInt limit = WatchLimit.read();
    return limit.isPresent()
        ? new Unwatched(
            Obstacle.LIMIT,
            "the limit of "
                + limit.getAsInt()
                + " watches of this system is reached; raise fs.inotify.max_user_watches")
        : new Unwatched(Obstacle.SYSTEM, "this system does not watch it (" + e.getMessage() + ")");
  }

  @Override
  public boolean growing(Path file, long modifiedNs) {
    Instant now = clock.instant();
    Instant modified = Instant.EPOCH.plusNanos(modifiedNs);
    boolean young = !modified.isAfter(now) && modified.plus(config.settleAfter()).isAfter(now);
    Path folder = file.getParent();
    if (young && folder != null) {
      mark(folder);
    }
    return young;
  }

  @Override
  public void close() {
    folders.close();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
