package medianest.library;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import medianest.cache.Cache;
import medianest.cache.CacheMetrics;
import medianest.cache.SecondLevel;
import medianest.cache.SharedCache;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parts of lists that were asked for lately. They hold nothing of who asks, so one serves all; what
 * changes an item drops them, and what another node changed while nobody could tell is seen after
 * {@link #NEAR} at the latest. A node that is alone is told of everything.
 */
public final class ItemPages {

  private static final Duration NEAR = Duration.ofSeconds(10);
  private static final Duration FAR = Duration.ofMinutes(5);
  private static final long MOST_ITEMS = 20_000;

  /** What carries it holds items, and is dropped when any changes. */
  static final String TAG = "items";

  /** Refuses what another version of this program wrote in another form. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final SharedCache<ItemQuery, ItemPage> pages;
  private final PersonalListsApi answers;

  private ItemPages(SharedCache<ItemQuery, ItemPage> pages, PersonalListsApi answers) {
    this.pages = pages;
    this.answers = answers;
  }

  /**
   * Holds nothing yet.
   *
   * @param alone whether no other node can change an item
   * @param answers made from parts of lists, and dropped with them
   */
  public static ItemPages of(
      SecondLevel far, boolean alone, CacheMetrics metrics, PersonalListsApi answers) {
    Cache.Bound<ItemPage> bound = new Cache.Bound<>(MOST_ITEMS, page -> page.items().size() + 1);
    return new ItemPages(
        new SharedCache<>(
            "items",
            bound,
            new SharedCache.Ages(alone ? FAR : NEAR, FAR),
            far,
            new PageForm(),
            metrics),
        answers);
  }

  ItemPage get(ItemQuery query, Supplier<ItemPage> load) {
    boolean personal = !query.filter().people().equals(ItemFilter.People.ANY);
    return personal ? load.get() : pages.get(query, Set.of(TAG), load);
  }

  void drop() {
    pages.dropTag(TAG);
    answers.drop();
  }

  private static final class PageForm implements SharedCache.Form<ItemPage> {
    @Override
    public byte[] write(ItemPage page) {
      return JSON.writeValueAsBytes(page);
    }

    @Override
    public @Nullable ItemPage read(byte[] bytes) {
      try {
        return JSON.readValue(bytes, ItemPage.class);
      } catch (JacksonException e) {
        return null;
      }
    }
  }
}
