package medianest.library;

import java.util.UUID;

/** Told about what changes in the libraries; must not take long. */
public interface LibraryListener {

  /** Nobody. */
  LibraryListener NONE =
      new LibraryListener() {
        @Override
        public void scanChanged(Library library) {}

        @Override
        public void itemsChanged(UUID libraryId, long added, long removed) {}
      };

  /** A scan began, went on or ended; at most twice a second for each library. */
  void scanChanged(Library library);

  /** Items came and went, counted since the last call; at most twice a second. */
  void itemsChanged(UUID libraryId, long added, long removed);

  /** A scan has written all that it found; called before the library says that it ended. */
  default void settled() {}
}
