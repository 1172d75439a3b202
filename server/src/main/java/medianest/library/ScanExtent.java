package medianest.library;

import java.nio.file.Path;
import java.util.List;

/**
 * How much of a library a scan looks at.
 *
 * @param folders below the library's folder, without links in their paths; all that is in them is
 *     looked at, and nothing else. Empty for the whole library
 * @param settledOnly whether files that changed a moment ago are left to a later scan
 */
record ScanExtent(List<Path> folders, boolean settledOnly) {

  /** Whoever asks for a scan wants to see all that is there. */
  static final ScanExtent WHOLE = new ScanExtent(List.of(), false);

  static final ScanExtent WHOLE_SETTLED = new ScanExtent(List.of(), true);

  ScanExtent {
    folders = List.copyOf(folders);
  }

  boolean whole() {
    return folders.isEmpty();
  }

  boolean contains(Path folder) {
    return whole() || folders.stream().anyMatch(folder::startsWith);
  }

  /** Whether something to be looked at lies in the folder or is it. */
  boolean reaches(Path folder) {
    return contains(folder) || folders.stream().anyMatch(each -> each.startsWith(folder));
  }
}
