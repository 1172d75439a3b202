package medianest.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Valkey or Redis as the second level.
 *
 * <p>A tag is a key with a value that never comes twice; a value is kept with those of its tags. To
 * drop a tag is to give it another value, which makes void all that was kept under the old one, and
 * to tell the other nodes. A drop that could not be written is remembered and written before the
 * level is used again; until then nothing is read from it.
 *
 * <p>One thread looks after the connections: it makes them, again after they were lost, and writes
 * what was missed. Commands of many callers share one connection, which sends them in one go.
 */
public final class RedisLevel implements SecondLevel {

  private static final Logger LOG = LoggerFactory.getLogger(RedisLevel.class);
  private static final String PREFIX = "medianest:";
  private static final String CHANNEL = PREFIX + "drops";

  /** Longer than any value lives, so that no value outlives the tag that makes it void. */
  private static final Duration TAG_LIFE = Duration.ofDays(1);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** More missed drops than this are one drop of everything. */
  private static final int MOST_MISSED = 10_000;

  private static final String EVERYTHING = "*";

  private final RedisClient client;
  private final Duration timeout;
  private final String node = UUID.randomUUID().toString();
  private final Breaker breaker = new Breaker(System::nanoTime);
  private final Set<String> missed = ConcurrentHashMap.newKeySet();
  private final List<Consumer<@Nullable String>> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread keeper;
  private volatile @Nullable StatefulRedisConnection<String, byte[]> commands;
  private volatile boolean listening;

  public RedisLevel(CacheConfig config) {
    this.timeout = config.timeout();
    this.client = RedisClient.create(RedisURI.create(config.url()));
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(10_000)
            .timeoutOptions(TimeoutOptions.enabled(timeout))
            .socketOptions(SocketOptions.builder().connectTimeout(Duration.ofSeconds(1)).build())
            .build());
    this.keeper = Thread.ofPlatform().daemon().name("shared-cache").unstarted(this::keep);
  }

  /** Begins to connect; whoever asks before is answered as by an empty level. */
  public RedisLevel begin() {
    keeper.start();
    return this;
  }

  private void keep() {
    StatefulRedisPubSubConnection<String, String> drops = null;
    try {
      do {
        StatefulRedisConnection<String, byte[]> open = commands;
        if (open == null || !open.isOpen() || drops == null || !drops.isOpen()) {
          listening = false;
          close(open, drops);
          drops = connected();
        } else if (!missed.isEmpty()) {
          catchUpLater(open);
        }
      } while (!closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(commands, drops);
    }
  }

  private static void close(
      @Nullable StatefulRedisConnection<String, byte[]> open,
      @Nullable StatefulRedisPubSubConnection<String, String> drops) {
    if (open != null) {
      var _ = open.closeAsync();
    }
    if (drops != null) {
      var _ = drops.closeAsync();
    }
  }

  private @Nullable StatefulRedisPubSubConnection<String, String> connected()
      throws InterruptedException {
    StatefulRedisPubSubConnection<String, String> drops = null;
    try {
      StatefulRedisConnection<String, byte[]> open =
          client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
      commands = open;
      drops = client.connectPubSub();
      drops.addListener(new Drops());
      drops.sync().subscribe(CHANNEL);
      catchUp(open);
      tell(null);
      listening = true;
      breaker.succeeded();
      LOG.info("The shared cache is in use.");
      return drops;
    } catch (RuntimeException | ExecutionException | TimeoutException e) {
      LOG.debug("The shared cache cannot be reached.", e);
      close(commands, drops);
      commands = null;
      return null;
    }
  }

  private void catchUpLater(StatefulRedisConnection<String, byte[]> open)
      throws InterruptedException {
    try {
      catchUp(open);
    } catch (RuntimeException | ExecutionException | TimeoutException e) {
      failed(e);
    }
  }

  /** Writes the drops that were missed, before anybody reads what they make void. */
  private void catchUp(StatefulRedisConnection<String, byte[]> open)
      throws ExecutionException, TimeoutException, InterruptedException {
    for (String tag : List.copyOf(missed)) {
      write(open, tag);
      missed.remove(tag);
    }
  }

  private void write(StatefulRedisConnection<String, byte[]> open, String tag)
      throws ExecutionException, TimeoutException, InterruptedException {
    await(open.async().set(tagKey(tag), fresh(), SetArgs.Builder.ex(TAG_LIFE)));
    await(open.async().publish(CHANNEL, (node + " " + tag).getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Found find(String key, Set<String> tags) {
    StatefulRedisConnection<String, byte[]> open = usable();
    if (open == null) {
      return Found.NOTHING;
    }
    List<String> keys = new ArrayList<>();
    keys.add(valueKey(key));
    new TreeSet<>(tags).forEach(tag -> keys.add(tagKey(tag)));
    keys.add(tagKey(EVERYTHING));
    try {
      List<KeyValue<String, byte[]>> found = await(open.async().mget(keys.toArray(String[]::new)));
      breaker.succeeded();
      String stamp = stamp(open, found.subList(1, found.size()));
      if (stamp == null) {
        return Found.NOTHING;
      }
      byte[] kept = found.getFirst().getValueOrElse(new byte[0]);
      return new Found(Stamped.value(kept, stamp), stamp);
    } catch (RuntimeException | ExecutionException | TimeoutException e) {
      failed(e);
      return Found.NOTHING;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Found.NOTHING;
    }
  }

  /** What the tags stand at; null where one has no value yet, which gets its first then. */
  private static @Nullable String stamp(
      StatefulRedisConnection<String, byte[]> open, List<KeyValue<String, byte[]>> tags) {
    StringBuilder stamp = new StringBuilder();
    for (KeyValue<String, byte[]> tag : tags) {
      if (!tag.hasValue()) {
        var _ = open.async().set(tag.getKey(), fresh(), SetArgs.Builder.ex(TAG_LIFE).nx());
        return null;
      }
      stamp.append(new String(tag.getValue(), StandardCharsets.UTF_8));
    }
    return stamp.toString();
  }

  @Override
  public void keep(String key, byte[] value, String stamp, Duration timeToLive) {
    StatefulRedisConnection<String, byte[]> open = usable();
    if (open != null) {
      var _ =
          open.async()
              .set(valueKey(key), Stamped.of(value, stamp), SetArgs.Builder.ex(timeToLive))
              .whenComplete((done, failure) -> {
                if (failure != null) {
                  failed(failure);
                }
              });
    }
  }

  @Override
  public void dropTag(String tag) {
    StatefulRedisConnection<String, byte[]> open = usable();
    if (open == null) {
      miss(tag);
      return;
    }
    try {
      write(open, tag);
    } catch (RuntimeException | ExecutionException | TimeoutException e) {
      failed(e);
      miss(tag);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      miss(tag);
    }
  }

  private void miss(String tag) {
    if (missed.size() < MOST_MISSED) {
      missed.add(tag);
    } else {
      missed.add(EVERYTHING);
    }
  }

  /** Null while it does not answer, or holds what should have been dropped. */
  private @Nullable StatefulRedisConnection<String, byte[]> usable() {
    return listening && missed.isEmpty() && breaker.allows() ? commands : null;
  }

  private void failed(Throwable failure) {
    LOG.debug("The shared cache failed.", failure);
    breaker.failed();
  }

  @Override
  public void onDrop(Consumer<@Nullable String> listener) {
    listeners.add(listener);
  }

  private void tell(@Nullable String tag) {
    listeners.forEach(each -> each.accept(tag));
  }

  /** Whether it is in use at present. */
  boolean inUse() {
    return usable() != null;
  }

  private final class Drops extends RedisPubSubAdapter<String, String> {
    @Override
    public void message(String channel, String message) {
      int space = message.indexOf(' ');
      if (space > 0 && !message.startsWith(node)) {
        String tag = message.substring(space + 1);
        tell(tag.equals(EVERYTHING) ? null : tag);
      }
    }
  }

  private <T> T await(RedisFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A value that no tag ever had. */
  private static byte[] fresh() {
    return UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String tagKey(String tag) {
    return PREFIX + "tag:" + tag;
  }

  private static String valueKey(String key) {
    return PREFIX + "value:" + key;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      keeper.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
