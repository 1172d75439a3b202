package medianest.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The two connections to a Redis: one that the commands of all callers share, which sends them in
 * one go, and one that hears what other nodes say. One without the other is of no use.
 */
final class RedisLine implements AutoCloseable {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private final StatefulRedisConnection<String, byte[]> speaking;
  private final StatefulRedisPubSubConnection<String, String> hearing;
  private final Duration timeout;

  private RedisLine(
      StatefulRedisConnection<String, byte[]> speaking,
      StatefulRedisPubSubConnection<String, String> hearing,
      Duration timeout) {
    this.speaking = speaking;
    this.hearing = hearing;
    this.timeout = timeout;
  }

  /** Connects, and hands over from then on whatever is said on the channel. */
  static RedisLine open(
      RedisClient client, Duration timeout, String channel, Consumer<String> heard)
      throws ExecutionException, TimeoutException, InterruptedException {
    StatefulRedisConnection<String, byte[]> speaking = client.connect(CODEC);
    StatefulRedisPubSubConnection<String, String> hearing;
    try {
      hearing = client.connectPubSub();
    } catch (RuntimeException e) {
      speaking.close();
      throw e;
    }
    RedisLine line = new RedisLine(speaking, hearing, timeout);
    try {
      hearing.addListener(new Heard(heard));
      line.await(hearing.async().subscribe(channel));
      return line;
    } catch (RuntimeException | ExecutionException | TimeoutException | InterruptedException e) {
      line.close();
      throw e;
    }
  }

  private static final class Heard extends RedisPubSubAdapter<String, String> {
    private final Consumer<String> heard;

    Heard(Consumer<String> heard) {
      this.heard = heard;
    }

    @Override
    public void message(String channel, String message) {
      heard.accept(message);
    }
  }

  RedisAsyncCommands<String, byte[]> commands() {
    return speaking.async();
  }

  /** Returns if both connections are answered on. */
  void test() throws ExecutionException, TimeoutException, InterruptedException {
    RedisFuture<String> spoken = speaking.async().ping();
    RedisFuture<String> heard = hearing.async().ping();
    await(spoken);
    await(heard);
  }

  <T> T await(RedisFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Does not wait for the other side, which may not answer. */
  @Override
  public void close() {
    var _ = speaking.closeAsync();
    var _ = hearing.closeAsync();
  }
}
