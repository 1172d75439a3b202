package medianest.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the folder of a library and hands over what may be media, in memory that does not grow with
 * the number of files.
 *
 * <p>Links are not followed: a folder of media must not show the rest of the disk. What a link
 * inside the folder points to inside the folder is found at its own place, so only a link to a file
 * that would be left out there counts as a file itself.
 */
final class FolderWalk implements FileVisitor<Path> {

  private static final Logger LOG = LoggerFactory.getLogger(FolderWalk.class);
  private static final int MOST_UNREADABLE = 1000;

  private final Path root;
  private final Sink sink;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final List<RawPath> unreadable = new ArrayList<>();

  /** Where the files go; may block, which holds the walk. */
  @FunctionalInterface
  interface Sink {
    void accept(FoundFile file) throws InterruptedException;
  }

  private record Level(Path folder, List<IgnorePatterns> patterns) {}

  /** The walk was told to stop. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private FolderWalk(Path root, Sink sink) {
    this.root = root;
    this.sink = sink;
  }

  /**
   * Walks the folder.
   *
   * @param root without links in it
   * @return the folders and files below that could not be looked at, whose items must stay
   */
  static List<RawPath> walk(Path root, Sink sink) throws IOException, InterruptedException {
    FolderWalk walk = new FolderWalk(root, sink);
    try {
      Files.walkFileTree(root, walk);
    } catch (Interrupted e) {
      throw new InterruptedException();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return walk.unreadable;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    if (!folder.equals(root) && (IgnoreRules.skipsFolder(folder) || ignored(folder, true))) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    levels.push(new Level(folder, IgnoreRules.patterns(folder)));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (!VideoNames.worthALook(file.getFileName().toString())) {
      return FileVisitResult.CONTINUE;
    }
    if (attributes.isSymbolicLink()) {
      visitLink(file);
    } else if (attributes.isRegularFile()
        && !IgnoreRules.skipsFile(file, attributes)
        && !ignored(file, false)) {
      hand(file, attributes);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (file.equals(root) || unreadable.size() == MOST_UNREADABLE) {
      throw e;
    }
    LOG.warn("A scan could not look at {}: {}", file, e.toString());
    unreadable.add(RawPath.below(root, file));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
      throws IOException {
    levels.pop();
    return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
  }

  private void visitLink(Path link) {
    try {
      Path target = link.toRealPath();
      BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
      if (target.startsWith(root)
          && attributes.isRegularFile()
          && leftOut(target)
          && !ignored(link, false)) {
        hand(link, attributes);
      }
    } catch (IOException e) {
      LOG.debug("A link leads nowhere: {}", link, e);
    }
  }

  /** Whether the file would not be found at its own place below the root. */
  private boolean leftOut(Path target) {
    for (Path folder = target.getParent();
        folder != null && !folder.equals(root);
        folder = folder.getParent()) {
      if (IgnoreRules.skipsFolder(folder)) {
        return true;
      }
    }
    return !VideoNames.worthALook(target.getFileName().toString());
  }

  private void hand(Path file, BasicFileAttributes attributes) {
    try {
      sink.accept(
          new FoundFile(
              file,
              RawPath.below(root, file),
              attributes.size(),
              attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
    } catch (InterruptedException e) {
      throw new Interrupted();
    }
  }

  private boolean ignored(Path path, boolean folder) {
    for (Level level : levels) {
      for (IgnorePatterns patterns : level.patterns()) {
        if (patterns.ignore(level.folder().relativize(path).toString(), folder)) {
          return true;
        }
      }
    }
    return false;
  }
}
