package medianest.library;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import medianest.identify.PlexMatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the folder of a library and hands over what may be media, one folder after the other, in
 * memory that grows with the largest folder only.
 *
 * <p>Links are not followed: a folder of media must not show the rest of the disk. What a link
 * inside the folder points to inside the folder is found at its own place, so only a link to a file
 * that would be left out there counts as a file itself.
 */
final class FolderWalk {

  private static final Logger LOG = LoggerFactory.getLogger(FolderWalk.class);
  private static final int MOST_UNREADABLE = 1000;

  private final Path root;
  private final Sink sink;
  private final ScanExtent extent;
  private final FolderVisitor visitor;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final List<RawPath> unreadable = new ArrayList<>();
  private final List<RawPath> growing = new ArrayList<>();

  /** Where the files go; may block, which holds the walk. */
  @FunctionalInterface
  interface Sink {
    void accept(FoundFile file) throws InterruptedException;
  }

  private record Level(Path folder, List<IgnorePatterns> patterns) {}

  private record Entry(Path path, BasicFileAttributes attributes) {}

  /** What lies in one folder. */
  private record Listing(
      List<Entry> videos, Map<String, FoundFolder.Note> notes, List<Path> folders) {}

  private FolderWalk(Path root, Sink sink, ScanExtent extent, FolderVisitor visitor) {
    this.root = root;
    this.sink = sink;
    this.extent = extent;
    this.visitor = visitor;
  }

  /**
   * Walks the folder.
   *
   * @param root without links in it
   * @return the folders and files below that could not be looked at, whose items must stay
   */
  static List<RawPath> walk(Path root, Sink sink) throws IOException, InterruptedException {
    return walk(root, sink, ScanExtent.WHOLE, FolderVisitor.NONE);
  }

  /** Walks as much of it; the folders above are listed as well, since they say what files are. */
  static List<RawPath> walk(Path root, Sink sink, ScanExtent extent, FolderVisitor visitor)
      throws IOException, InterruptedException {
    FolderWalk walk = new FolderWalk(root, sink, extent, visitor);
    walk.folder(root, null);
    walk.unreadable.addAll(walk.growing);
    return walk.unreadable;
  }

  private void folder(Path path, @Nullable FoundFolder above)
      throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    boolean wanted = extent.contains(path);
    if (wanted) {
      visitor.entering(path);
    }
    levels.push(new Level(path, IgnoreRules.patterns(path)));
    Listing listing = list(path);
    List<String> names =
        listing.videos().stream().map(each -> RawPath.below(path, each.path()).text()).toList();
    FoundFolder here =
        above == null
            ? FoundFolder.root(names, listing.notes())
            : above.below(RawPath.of(path).fileName(), names, listing.notes());
    for (int at = 0; wanted && at < listing.videos().size(); at++) {
      hand(listing.videos().get(at), here, at);
    }
    for (Path below : listing.folders()) {
      if (extent.reaches(below)) {
        folder(below, here);
      }
    }
    levels.pop();
  }

  /** What is in the folder and not ignored, by name. */
  private Listing list(Path folder) throws IOException {
    Listing listing = new Listing(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path path : stream) {
        look(path, listing);
      }
    } catch (DirectoryIteratorException e) {
      failed(folder, new IOException(e));
    } catch (IOException e) {
      failed(folder, e);
    }
    listing.videos().sort(Comparator.comparing(Entry::path));
    listing.folders().sort(Comparator.naturalOrder());
    return listing;
  }

  private void look(Path path, Listing listing) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      failed(path, e);
      return;
    }
    String name = path.getFileName().toString();
    if (attributes.isDirectory()) {
      if (!IgnoreRules.skipsFolder(path) && !ignored(path, true)) {
        listing.folders().add(path);
      }
    } else if (name.toLowerCase(Locale.ROOT).endsWith(NOTE) && attributes.isRegularFile()) {
      String stamp = attributes.size() + "@" + nanoseconds(attributes);
      String base = name.substring(0, name.length() - NOTE.length()).toLowerCase(Locale.ROOT);
      listing.notes().put(base, new FoundFolder.Note(path, stamp));
    } else if (name.equalsIgnoreCase(PlexMatch.NAME) && attributes.isRegularFile()) {
      listing.notes().put(FoundFolder.HINTS, new FoundFolder.Note(path, ""));
    } else if (VideoNames.worthALook(name)) {
      video(path, attributes, listing);
    }
  }

  private static final String NOTE = ".nfo";

  private void video(Path path, BasicFileAttributes attributes, Listing listing) {
    if (attributes.isSymbolicLink()) {
      BasicFileAttributes target = target(path);
      if (target != null) {
        listing.videos().add(new Entry(path, target));
      }
    } else if (attributes.isRegularFile()
        && !IgnoreRules.skipsFile(path, attributes)
        && !ignored(path, false)) {
      listing.videos().add(new Entry(path, attributes));
    }
  }

  private void failed(Path path, IOException e) throws IOException {
    if (path.equals(root) || unreadable.size() == MOST_UNREADABLE) {
      throw e;
    }
    LOG.warn("A scan could not look at {}: {}", path, e.toString());
    unreadable.add(RawPath.below(root, path));
  }

  private @Nullable BasicFileAttributes target(Path link) {
    try {
      Path target = link.toRealPath();
      BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
      boolean taken =
          target.startsWith(root)
              && attributes.isRegularFile()
              && leftOut(target)
              && !ignored(link, false);
      return taken ? attributes : null;
    } catch (IOException e) {
      LOG.debug("A link leads nowhere: {}", link, e);
      return null;
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

  private void hand(Entry entry, FoundFolder folder, int at) throws InterruptedException {
    if (extent.settledOnly() && visitor.growing(entry.path(), nanoseconds(entry.attributes()))) {
      growing.add(RawPath.below(root, entry.path()));
      return;
    }
    sink.accept(
        new FoundFile(
            entry.path(),
            RawPath.below(root, entry.path()),
            entry.attributes().size(),
            nanoseconds(entry.attributes()),
            folder,
            at));
  }

  private static long nanoseconds(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
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
