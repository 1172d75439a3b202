package medianest.library;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where people are in what they watch; lists of items show it. */
@FunctionalInterface
public interface WatchStates {

  /** Those of the person's that there are, for some of the items. */
  Map<ItemId, WatchState> of(String userId, List<ItemId> items);

  /**
   * Where a person is in an item.
   *
   * @param positionUs where they were last
   * @param played whether they have been through it
   */
  record WatchState(long positionUs, boolean played, Instant updatedAt) {}
}
