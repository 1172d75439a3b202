package medianest.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
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
 * <p>One thread looks after the connections: it alone tries what failed, so that no caller waits
 * for it twice, connects again, and writes what was missed.
 */
public final class RedisLevel implements SecondLevel {

  private static final Logger LOG = LoggerFactory.getLogger(RedisLevel.class);
  private static final String PREFIX = "medianest:";
  private static final String CHANNEL = PREFIX + "drops";

  /** Longer than any value lives, so that no value outlives the tag that makes it void. */
  private static final Duration TAG_LIFE = Duration.ofDays(1);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final int MOST_COMMANDS = 10_000;

  /** More missed drops than this are one drop of everything. */
  private static final int MOST_MISSED = 10_000;

  private static final String EVERYTHING = "*";

  private final RedisClient client;
  private final Duration timeout;
  private final String node = UUID.randomUUID().toString();
  private final Set<String> missed = ConcurrentHashMap.newKeySet();
  private final List<Consumer<@Nullable String>> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread keeper;

  /** Null while it is not in use. */
  private volatile @Nullable RedisLine line;

  private RedisLevel(RedisURI address, Duration timeout) {
    this.timeout = timeout;
    this.client = RedisClient.create(address);
    this.keeper = Thread.ofPlatform().daemon().name("shared-cache").unstarted(this::keep);
  }

  /** Begins to connect; whoever asks before is answered as by an empty level. */
  public static RedisLevel begin(CacheConfig config) {
    RedisURI address = RedisURI.create(config.url());
    address.setTimeout(config.timeout());
    RedisLevel level = new RedisLevel(address, config.timeout());
    level.client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MOST_COMMANDS)
            .timeoutOptions(TimeoutOptions.enabled(config.timeout()))
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
            .build());
    level.keeper.start();
    return level;
  }

  private void keep() {
    RedisLine open = null;
    try {
      do {
        open = looked(open);
      } while (!closed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      line = null;
      if (open != null) {
        open.close();
      }
    }
  }

  /** The connections if they are good, and new ones if there are none; null if that failed. */
  private @Nullable RedisLine looked(@Nullable RedisLine before) throws InterruptedException {
    RedisLine open = before;
    try {
      if (open == null) {
        open = RedisLine.open(client, timeout, CHANNEL, this::heard);
        // What was said while nobody listened is lost.
        tell(null);
      }
      open.test();
      catchUp(open);
      if (line == null) {
        line = open;
        LOG.info("The shared cache is in use.");
      }
      return open;
    } catch (RuntimeException | ExecutionException | TimeoutException e) {
      failed(e);
      if (open != null) {
        open.close();
      }
      return null;
    }
  }

  /** Writes the drops that were missed, before anybody reads what they make void. */
  private void catchUp(RedisLine open)
      throws ExecutionException, TimeoutException, InterruptedException {
    for (String tag : List.copyOf(missed)) {
      line = null;
      // Before it is written: it may be dropped once more meanwhile.
      missed.remove(tag);
      try {
        write(open, tag);
      } catch (RuntimeException | ExecutionException | TimeoutException | InterruptedException e) {
        miss(tag);
        throw e;
      }
    }
  }

  private void write(RedisLine open, String tag)
      throws ExecutionException, TimeoutException, InterruptedException {
    byte[] message = (node + " " + tag).getBytes(StandardCharsets.UTF_8);
    RedisFuture<String> set =
        open.commands().set(tagKey(tag), fresh(), SetArgs.Builder.ex(TAG_LIFE));
    RedisFuture<Long> told = open.commands().publish(CHANNEL, message);
    open.await(set);
    open.await(told);
  }

  @Override
  public Found find(String key, Set<String> tags) {
    RedisLine open = usable();
    if (open == null) {
      return Found.NOTHING;
    }
    List<String> keys = new ArrayList<>();
    keys.add(valueKey(key));
    new TreeSet<>(tags).forEach(tag -> keys.add(tagKey(tag)));
    keys.add(tagKey(EVERYTHING));
    try {
      List<KeyValue<String, byte[]>> found =
          open.await(open.commands().mget(keys.toArray(String[]::new)));
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
  private static @Nullable String stamp(RedisLine open, List<KeyValue<String, byte[]>> tags) {
    StringBuilder stamp = new StringBuilder();
    boolean whole = true;
    for (KeyValue<String, byte[]> tag : tags) {
      if (tag.hasValue()) {
        stamp.append(new String(tag.getValue(), StandardCharsets.UTF_8));
      } else {
        whole = false;
        var _ = open.commands().set(tag.getKey(), fresh(), SetArgs.Builder.ex(TAG_LIFE).nx());
      }
    }
    return whole ? stamp.toString() : null;
  }

  @Override
  public void keep(String key, byte[] value, String stamp, Duration timeToLive) {
    RedisLine open = usable();
    if (open != null) {
      var _ =
          open.commands()
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
    RedisLine open = usable();
    if (open == null) {
      miss(tag);
      return;
    }
    try {
      write(open, tag);
    } catch (RuntimeException | ExecutionException | TimeoutException e) {
      miss(tag);
      failed(e);
    } catch (InterruptedException e) {
      miss(tag);
      Thread.currentThread().interrupt();
    }
  }

  private void miss(String tag) {
    missed.add(missed.size() < MOST_MISSED ? tag : EVERYTHING);
  }

  /** Null while it does not answer, or holds what should have been dropped. */
  private @Nullable RedisLine usable() {
    return missed.isEmpty() ? line : null;
  }

  /** Nobody uses it until it was seen to answer again. */
  private void failed(Throwable failure) {
    if (line != null) {
      line = null;
      LOG.warn("The shared cache does not answer; this node goes on alone: {}", reason(failure));
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
    return String.valueOf(cause);
  }

  @Override
  public void onDrop(Consumer<@Nullable String> listener) {
    listeners.add(listener);
  }

  private void heard(String message) {
    int space = message.indexOf(' ');
    if (space > 0 && !message.startsWith(node)) {
      String tag = message.substring(space + 1);
      tell(tag.equals(EVERYTHING) ? null : tag);
    }
  }

  private void tell(@Nullable String tag) {
    listeners.forEach(each -> each.accept(tag));
  }

  @Override
  public boolean answers() {
    return usable() != null;
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
