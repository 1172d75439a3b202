package medianest;

import java.util.UUID;
import medianest.events.Event;
import medianest.events.EventHub;
import medianest.library.Library;
import medianest.library.LibraryApi;
import medianest.library.LibraryListener;

/** Tells the open pages what changes in the libraries. */
final class LibraryEvents implements LibraryListener {

  private final EventHub hub;
  private final Runnable newItems;
  private final Runnable changed;

  /**
   * Tells the pages.
   *
   * @param newItems is told as well when there may be some; must not take long
   * @param changed is told as well when items may be others than they were
   */
  LibraryEvents(EventHub hub, Runnable newItems, Runnable changed) {
    this.hub = hub;
    this.newItems = newItems;
    this.changed = changed;
  }

  /** What came and went in a library. */
  record ItemsChanged(String libraryId, long added, long removed) {}

  @Override
  public void scanChanged(Library library) {
    hub.publish(Event.toEveryone("scan", LibraryApi.view(library)));
  }

  @Override
  public void settled() {
    changed.run();
    // A file that was replaced is no new item, but one whose pictures are to be made.
    newItems.run();
  }

  @Override
  public void itemsChanged(UUID libraryId, long added, long removed) {
    changed.run();
    newItems.run();
    hub.publish(Event.toEveryone("item", new ItemsChanged(libraryId.toString(), added, removed)));
  }
}
