package medianest.library;

import java.util.List;
import medianest.library.AnchorStore.Anchor;
import org.jspecify.annotations.Nullable;

/**
 * The way far into a list by a number, as a scroll bar jumps: from the anchor before it. Items that
 * came or went since the anchors were counted move such a place by as many; whoever goes on from it
 * by its cursor misses none.
 */
final class FarPlaces {

  /** What is nearer is passed over. */
  private static final int FAR = 2 * AnchorStore.APART;

  /** The anchors of lists, counted a little while ago. */
  @FunctionalInterface
  interface Anchors {
    List<Anchor> of(ItemFilter filter, ItemSort sort);
  }

  private final AnchorStore store;
  private final Anchors anchors;

  FarPlaces(AnchorStore store, Anchors anchors) {
    this.store = store;
    this.anchors = anchors;
  }

  /**
   * From where to pass over how many.
   *
   * @param after null for the beginning
   */
  record Start(@Nullable Anchor after, long offset) {}

  Start before(ItemQuery query) {
    ItemFilter filter = query.filter();
    boolean known = filter.watchedOrNot().isCounted();
    Start beginning = new Start(null, query.offset());
    if (query.offset() < FAR || !known) {
      return beginning;
    }
    List<Anchor> all = anchors.of(filter.watchedOrNot(), query.sort());
    if (all.isEmpty()) {
      return beginning;
    }
    return filter.people().unwatched() ? unwatched(all, query) : whole(all, query.offset());
  }

  private static Start whole(List<Anchor> all, int offset) {
    int before = Math.min(offset / AnchorStore.APART, all.size());
    Anchor anchor = all.get(before - 1);
    return new Start(anchor, offset - anchor.number());
  }

  private Start unwatched(List<Anchor> all, ItemQuery query) {
    AnchorStore.Watched found = store.watched(all, query);
    if (found.number() == 0) {
      return new Start(null, query.offset());
    }
    Anchor anchor = all.get((int) (found.number() / AnchorStore.APART) - 1);
    return new Start(anchor, query.offset() - (found.number() - found.watched()));
  }
}
