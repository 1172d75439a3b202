package medianest.library;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is between people and items, which lists of items show. */
public interface WatchStates {

  /** What is between the person and some of the items, of those where anything is. */
  Map<ItemId, Between> of(String userId, List<ItemId> items);

  /** The episode of a series that the person is to watch next. */
  Optional<ItemId> next(String userId, ItemId series);

  /**
   * What is between a person and an item.
   *
   * @param watch null where they never began it
   */
  record Between(@Nullable WatchState watch, Marks marks) {
    public static final Between NOTHING = new Between(null, Marks.NONE);
  }

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
