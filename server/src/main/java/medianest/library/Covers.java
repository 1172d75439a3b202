package medianest.library;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Items whose pictures stand for collections or playlists, those of many looked up at once. */
public final class Covers {

  private final Map<String, ItemApi.ItemView> byId = new HashMap<>();

  /**
   * Looks them up.
   *
   * @param views of those that still exist
   */
  public Covers(Stream<ItemId> wanted, Function<List<ItemId>, List<ItemApi.ItemView>> views) {
    for (ItemApi.ItemView view : views.apply(wanted.distinct().toList())) {
      byId.put(view.id(), view);
    }
  }

  /** In that order, without those that are gone. */
  public List<ItemApi.ItemView> of(List<ItemId> ids) {
    return ids.stream().map(id -> byId.get(id.toString())).filter(Objects::nonNull).toList();
  }
}
