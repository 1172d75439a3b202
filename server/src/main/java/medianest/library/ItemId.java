package medianest.library;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Names an item; opaque outside of here. */
public record ItemId(UUID value) {

  /** An id that no item has. */
  public static ItemId next(Clock clock) {
    return new ItemId(TimeOrderedIds.next(clock));
  }

  /** The id that is written so; empty for what no item can be called. */
  public static Optional<ItemId> parse(String text) {
    return TimeOrderedIds.parse(text).map(ItemId::new);
  }

  /** As it is written outside. */
  @Override
  public String toString() {
    return value.toString();
  }
}
