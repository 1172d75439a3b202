package medianest.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values by key, kept in memory up to a bound.
 *
 * <p>However many ask for a missing value at once, it is loaded once. A value may carry tags, and
 * all values of a tag can be dropped together; one that was being loaded while its tag was dropped
 * is handed to those who waited for it but not kept, so that nothing stale stays behind.
 */
public final class Cache<K, V> {

  /** Drops are remembered for as long as a load may take that could still bring an old value. */
  private static final Duration LONGEST_LOAD = Duration.ofMinutes(2);

  private static final long REMEMBERED_DROPS = 10_000;

  private final String name;
  private final CacheMetrics metrics;
  private final Function<V, Set<String>> tags;
  private final AsyncCache<K, Entry<V>> entries;
  private final Map<String, Set<K>> keysByTag = new ConcurrentHashMap<>();

  /** When a tag was dropped last, counted in drops; a load that began before may be stale. */
  private final AtomicLong drops = new AtomicLong();

  private final com.github.benmanes.caffeine.cache.Cache<String, Long> lastDrop;

  /**
   * A value and the tags under which its key is listed, or why there is none: a load that fails is
   * an answer to those who wait, and no fault of the cache that it should log.
   */
  private record Entry<V>(@Nullable V value, Set<String> tags, @Nullable Throwable failure) {
    static <V> Entry<V> failed(Throwable failure) {
      return new Entry<>(null, Set.of(), failure);
    }
  }

  Cache(
      String name,
      Bound<V> bound,
      Duration timeToLive,
      Function<V, Set<String>> tags,
      CacheMetrics metrics,
      Ticker ticker) {
    this.name = name;
    this.metrics = metrics;
    this.tags = tags;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(bound.limit())
            .weigher((K key, Entry<V> entry) -> weight(bound, entry))
            .expireAfterWrite(timeToLive)
            .executor(Runnable::run)
            .ticker(ticker)
            .removalListener(this::removed)
            .buildAsync();
    this.lastDrop =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED_DROPS)
            .expireAfterWrite(LONGEST_LOAD)
            .ticker(ticker)
            .build();
  }

  /**
   * What limits a cache.
   *
   * @param weight of a value, in the unit of the limit
   */
  public record Bound<V>(long limit, ToIntFunction<V> weight) {
    public static <V> Bound<V> ofCount(long limit) {
      return new Bound<>(limit, value -> 1);
    }

    public static <V> Bound<V> ofBytes(long limit, ToIntFunction<V> bytes) {
      return new Bound<>(limit, bytes);
    }
  }

  private static <V> int weight(Bound<V> bound, Entry<V> entry) {
    V value = entry.value();
    return value == null ? 0 : bound.weight().applyAsInt(value);
  }

  /** A cache without tags. */
  public static <K, V> Cache<K, V> of(
      String name, Bound<V> bound, Duration timeToLive, CacheMetrics metrics) {
    return tagged(name, bound, timeToLive, value -> Set.of(), metrics);
  }

  /** A cache whose values say under which tags they stand. */
  public static <K, V> Cache<K, V> tagged(
      String name,
      Bound<V> bound,
      Duration timeToLive,
      Function<V, Set<String>> tags,
      CacheMetrics metrics) {
    return new Cache<>(name, bound, timeToLive, tags, metrics, Ticker.systemTicker());
  }

  /** The value, if it is in memory; never blocks. */
  public @Nullable V ifPresent(K key) {
    CompletableFuture<Entry<V>> found = entries.getIfPresent(key);
    V value = found == null || !found.isDone() ? null : found.join().value();
    if (value != null) {
      metrics.hit(name);
    }
    return value;
  }

  /**
   * The value, loaded if need be; what the loader throws reaches all who waited, and is not kept.
   */
  public V get(K key, Function<? super K, ? extends V> loader) {
    CompletableFuture<Entry<V>> mine = new CompletableFuture<>();
    CompletableFuture<Entry<V>> others = entries.asMap().putIfAbsent(key, mine);
    if (others != null) {
      metrics.hit(name);
      return joined(others);
    }
    metrics.miss(name);
    return load(key, loader, mine);
  }

  private V load(K key, Function<? super K, ? extends V> loader, CompletableFuture<Entry<V>> mine) {
    long before = drops.get();
    try {
      V value = loader.apply(key);
      Entry<V> entry = listed(key, value);
      mine.complete(entry);
      if (droppedSince(before, entry.tags())) {
        entries.asMap().remove(key, mine);
      }
      return value;
    } catch (Throwable e) {
      entries.asMap().remove(key, mine);
      mine.complete(Entry.failed(e));
      throw e;
    }
  }

  private static <V> V joined(CompletableFuture<Entry<V>> load) {
    Entry<V> entry = load.join();
    Throwable failure = entry.failure();
    return switch (failure) {
      case null -> Objects.requireNonNull(entry.value());
      case RuntimeException unchecked -> throw unchecked;
      default -> throw new CompletionException(failure);
    };
  }

  private boolean droppedSince(long before, Set<String> tags) {
    for (String tag : tags) {
      Long last = lastDrop.getIfPresent(tag);
      if (last != null && last > before) {
        return true;
      }
    }
    return false;
  }

  public void put(K key, V value) {
    entries.synchronous().put(key, listed(key, value));
  }

  public void drop(K key) {
    entries.synchronous().invalidate(key);
  }

  /** Drops every value that carries the tag. */
  public void dropTag(String tag) {
    lastDrop.put(tag, drops.incrementAndGet());
    Set<K> keys = keysByTag.remove(tag);
    if (keys != null) {
      entries.synchronous().invalidateAll(Set.copyOf(keys));
    }
  }

  public void dropAll() {
    entries.synchronous().invalidateAll();
  }

  public long size() {
    entries.synchronous().cleanUp();
    return entries.synchronous().estimatedSize();
  }

  /** Tags that list at least one key; none may be left once their values are gone. */
  int tagCount() {
    return keysByTag.size();
  }

  private Entry<V> listed(K key, V value) {
    Set<String> own = tags.apply(value);
    for (String tag : own) {
      keysByTag.compute(
          tag,
          (ignored, keys) -> {
            Set<K> more = keys == null ? ConcurrentHashMap.newKeySet() : keys;
            more.add(key);
            return more;
          });
    }
    return new Entry<>(value, own, null);
  }

  private void removed(@Nullable K key, @Nullable Entry<V> entry, RemovalCause cause) {
    if (key == null || entry == null || entry.failure() != null) {
      return;
    }
    if (cause != RemovalCause.REPLACED) {
      metrics.drop(name, 1);
    }
    Set<String> gone = new HashSet<>(entry.tags());
    Entry<V> now = cause == RemovalCause.REPLACED ? entries.synchronous().getIfPresent(key) : null;
    if (now != null) {
      gone.removeAll(now.tags());
    }
    for (String tag : gone) {
      keysByTag.computeIfPresent(
          tag,
          (ignored, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
          });
    }
  }
}
