package medianest.cache;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values in two levels: this node's memory, and behind it what the nodes share. Drops of tags reach
 * every node; where the second level does not answer, the first one serves alone, and what another
 * node dropped meanwhile is served until it is {@code timeToLive} old.
 */
public final class SharedCache<K, V> {

  private final String name;
  private final Cache<K, Tagged<V>> near;
  private final SecondLevel far;
  private final Form<V> form;
  private final Duration farTimeToLive;
  private final CacheMetrics metrics;

  private record Tagged<V>(V value, Set<String> tags) {}

  /** How a value travels. */
  public interface Form<V> {
    byte[] write(V value);

    /** Null for what another version of this program wrote. */
    @Nullable V read(byte[] bytes);
  }

  /** How long values are good for: in this node's memory, and for all nodes. */
  public record Ages(Duration near, Duration far) {}

  public SharedCache(
      String name,
      Cache.Bound<V> bound,
      Ages ages,
      SecondLevel far,
      Form<V> form,
      CacheMetrics metrics) {
    this.name = name;
    Cache.Bound<Tagged<V>> weighed =
        new Cache.Bound<>(bound.limit(), each -> bound.weight().applyAsInt(each.value()));
    this.near = Cache.tagged(name, weighed, ages.near(), Tagged::tags, metrics);
    this.far = far;
    this.form = form;
    this.farTimeToLive = ages.far();
    this.metrics = metrics;
    far.onDrop(this::dropped);
  }

  private void dropped(@Nullable String tag) {
    if (tag == null) {
      near.dropAll();
    } else {
      near.dropTag(tag);
    }
  }

  /** The value, from where it is nearest; loaded once on this node however many ask. */
  public V get(K key, Set<String> tags, Supplier<V> load) {
    return near.get(key, each -> new Tagged<>(found(key, tags, load), tags)).value();
  }

  private V found(K key, Set<String> tags, Supplier<V> load) {
    String farKey = name + ":" + key;
    SecondLevel.Found found = far.find(farKey, tags);
    byte[] kept = found.value();
    V known = kept == null ? null : form.read(kept);
    if (known != null) {
      metrics.hit(name + "_shared");
      return known;
    }
    V value = load.get();
    String stamp = found.stamp();
    if (stamp != null) {
      metrics.miss(name + "_shared");
      far.keep(farKey, form.write(value), stamp, farTimeToLive);
    }
    return value;
  }

  /** Drops what carries the tag, on every node. */
  public void dropTag(String tag) {
    near.dropTag(tag);
    far.dropTag(tag);
    // A load that began before the far drop may have brought back what it still found there.
    near.dropTag(tag);
  }
}
