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
 * {@link #NEAR} at the latest.
 */
public final class ItemPages {

  private static final Duration NEAR = Duration.ofSeconds(10);
  private static final Duration FAR = Duration.ofMinutes(5);
  private static final long MOST_ITEMS = 20_000;
  private static final String TAG = "items";

  /** Refuses what another version of this program wrote in another form. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final SharedCache<ItemQuery, ItemPage> pages;

  private ItemPages(SharedCache<ItemQuery, ItemPage> pages) {
    this.pages = pages;
  }

  public static ItemPages of(SecondLevel far, CacheMetrics metrics) {
    Cache.Bound<ItemPage> bound = new Cache.Bound<>(MOST_ITEMS, page -> page.items().size() + 1);
    return new ItemPages(
        new SharedCache<>(
            "items", bound, new SharedCache.Ages(NEAR, FAR), far, new PageForm(), metrics));
  }

  ItemPage get(ItemQuery query, Supplier<ItemPage> load) {
    boolean personal = !query.filter().people().equals(ItemFilter.People.ANY);
    return personal ? load.get() : pages.get(query, Set.of(TAG), load);
  }

  void drop() {
    pages.dropTag(TAG);
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
