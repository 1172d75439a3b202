package medianest.library;

import java.nio.file.Path;

/** Goes along on the walk of a scan. */
interface FolderVisitor {

  /** Nobody. */
  FolderVisitor NONE =
      new FolderVisitor() {
        @Override
        public void entering(Path folder) {}

        @Override
        public boolean growing(Path file, long modifiedNs) {
          return false;
        }
      };

  /** Called before the folder is listed. */
  void entering(Path folder);

  /** Whether the file may still be being written, and is left to a later scan. */
  boolean growing(Path file, long modifiedNs);
}
