package medianest.library;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells files that were deleted from those of a disk that is away: where one was mounted within a
 * library, its mount point is left, with nothing in it.
 */
final class EmptyFolders {

  private final Path root;

  /** Of those that are there, which are few, whether they are empty. */
  private final Map<Path, Boolean> known = new HashMap<>();

  EmptyFolders(Path root) {
    this.root = root;
  }

  /** Whether what is left of the way to a file ends below the root, in an empty folder. */
  boolean held(Path file) {
    Path left = file.getParent();
    while (left != null && !left.equals(root) && !Files.isDirectory(left)) {
      left = left.getParent();
    }
    return left != null && !left.equals(root) && known.computeIfAbsent(left, EmptyFolders::isEmpty);
  }

  private static boolean isEmpty(Path folder) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException e) {
      // What cannot be looked at may hold it.
      return true;
    }
  }
}
