package medianest.library;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is between people and items, which lists of items show. */
public interface WatchStates {

  /** Those of the person's that there are, for some of the items. */
  Map<ItemId, WatchState> of(String userId, List<ItemId> items);

  /** What the person thinks of some of the items, where they said it. */
  Map<ItemId, Marks> marks(String userId, List<ItemId> items);

  /** The episode of a series that the person is to watch next. */
  Optional<ItemId> next(String userId, ItemId series);

  /**
   * Where a person is in an item.
   *
   * @param positionUs where they were last
   * @param played whether they have been through it
   */
  record WatchState(long positionUs, boolean played, Instant updatedAt) {}

  /**
   * What a person thinks of an item.
   *
   * @param watchlist whether they mean to watch it
   * @param rating from 1 to 10; null for none
   */
  record Marks(boolean favourite, boolean watchlist, @Nullable Integer rating) {
    public static final Marks NONE = new Marks(false, false, null);
  }
}
