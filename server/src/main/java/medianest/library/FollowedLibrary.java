package medianest.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A library whose folder is followed, and how. */
final class FollowedLibrary {

  /**
   * As many times as long as a scan took, the library is left alone after it: a million files take
   * minutes, and would be looked at all the time otherwise.
   */
  private static final int REST = 9;

  private final UUID id;
  private final Path root;
  private final PendingFolders pending;
  private volatile Instant lookedAt;
  private volatile Duration rest = Duration.ZERO;

  /** Which folder is at the root's path; null for none. */
  private @Nullable Object rootKey;

  /** Why it is looked at now and then rather than watched; null while it is watched. */
  private volatile @Nullable Unwatched unwatched;

  /** What keeps a library from being watched. */
  enum Obstacle {
    /** It lies on another machine, whose changes the kernel here does not see. */
    DISTANT,
    GONE,
    LIMIT,
    SYSTEM,
    SETTING
  }

  /**
   * Why a library is not watched.
   *
   * @param reason the same in words
   */
  record Unwatched(Obstacle obstacle, String reason) {
    /** Whether somebody should do something about it. */
    boolean fault() {
      return obstacle != Obstacle.DISTANT && obstacle != Obstacle.SETTING;
    }
  }

  FollowedLibrary(UUID id, Path root, Duration quiet, Instant now) {
    this.id = id;
    this.root = root;
    this.pending = new PendingFolders(quiet);
    this.lookedAt = now;
    this.rootKey = keyOf(root);
  }

  private static @Nullable Object keyOf(Path folder) {
    try {
      return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Whether another folder is at the root's path than when this was asked last, or none any more:
   * the kernel does not tell of what happens above a watched folder. A folder on another machine is
   * not asked for, since that may take long.
   */
  boolean isExchanged() {
    Unwatched why = unwatched;
    if (why != null && !why.fault()) {
      return false;
    }
    Object now = keyOf(root);
    boolean exchanged = !Objects.equals(now, rootKey);
    rootKey = now;
    return exchanged;
  }

  UUID id() {
    return id;
  }

  /** Its folder, without links in the path. */
  Path root() {
    return root;
  }

  /** Whether one of the two lies in the other. */
  boolean isRelated(Path other) {
    return other.startsWith(root) || root.startsWith(other);
  }

  PendingFolders pending() {
    return pending;
  }

  @Nullable Unwatched unwatched() {
    return unwatched;
  }

  void unwatched(@Nullable Unwatched why) {
    unwatched = why;
  }

  void lookedAt(Instant now) {
    lookedAt = now;
  }

  /** A scan of all of it is over. */
  void scanned(Instant now, Duration took) {
    lookedAt = now;
    rest = took.multipliedBy(REST);
  }

  boolean isToBeLookedAt(Duration every, Instant now) {
    Duration pause = every.compareTo(rest) > 0 ? every : rest;
    return unwatched != null && !now.isBefore(lookedAt.plus(pause));
  }
}
