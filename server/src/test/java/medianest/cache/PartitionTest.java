package medianest.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import medianest.db.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, of which one no longer hears what the other drops. */
@Timeout(40)
class PartitionTest {

  private static final Set<String> TAGS = Set.of("t");

  /** What a node keeps to itself is good for this long, and no longer, whatever it hears. */
  private static final Duration NEAR = Duration.ofSeconds(1);

  @TempDir Path folder;
  private RedisServer redis;
  private TcpProxy line;
  private Node near;
  private Node cutOff;
  private final AtomicInteger truth = new AtomicInteger(1);

  private final class Node implements AutoCloseable {
    private final RedisLevel level;
    private final SharedCache<String, Integer> cache;

    Node(CacheConfig config) {
      level = RedisLevel.begin(config);
      cache =
          new SharedCache<>(
              "test",
              Cache.Bound.ofCount(100),
              new SharedCache.Ages(NEAR, Duration.ofHours(1)),
              level,
              new Digits(),
              new CacheMetrics(new PrometheusRegistry()));
    }

    int seen() {
      return cache.get("k", TAGS, truth::get);
    }

    @Override
    public void close() {
      level.close();
    }
  }

  private static final class Digits implements SharedCache.Form<Integer> {
    @Override
    public byte[] write(Integer value) {
      return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Integer read(byte[] bytes) {
      return Integer.valueOf(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @BeforeEach
  void start() throws Exception {
    redis = new RedisServer(folder).start();
    line = new TcpProxy(URI.create(redis.config().url()).getPort());
    near = new Node(redis.config());
    cutOff =
        new Node(new CacheConfig("redis://127.0.0.1:" + line.port(), redis.config().timeout()));
    until(() -> near.level.answers() && cutOff.level.answers());
    near.seen();
    near.cache.dropTag("t");
    until(() -> near.seen() == 1 && cutOff.seen() == 1);
  }

  @AfterEach
  void stop() throws Exception {
    line.mend();
    near.close();
    cutOff.close();
    line.close();
    redis.close();
  }

  @Test
  void whoHearsNothingServesNothingOlderThanItsOwnMemoryKeeps() throws Exception {
    line.hold();
    nowIs(2);
    // Without its bound it would serve the old value until the test's limit.
    until(() -> cutOff.seen() == 2);
    until(() -> !cutOff.level.answers());
    nowIs(3);
    until(() -> cutOff.seen() == 3);

    line.mend();
    until(() -> cutOff.level.answers());
    until(() -> cutOff.seen() == 3);
    hears();
  }

  @Test
  void theSameHoldsForALineThatIsCut() throws Exception {
    line.cut();
    nowIs(2);
    until(() -> cutOff.seen() == 2);

    // What it drops while it is alone reaches the other when it is back.
    until(() -> near.seen() == 2);
    truth.set(3);
    cutOff.cache.dropTag("t");
    line.mend();
    until(() -> near.seen() == 3);
    until(() -> cutOff.level.answers());
    hears();
  }

  private void nowIs(int value) {
    truth.set(value);
    near.cache.dropTag("t");
    assertThat(near.seen()).isEqualTo(value);
  }

  /** Once the line is good, drops arrive again. */
  private void hears() {
    nowIs(4);
    until(() -> cutOff.seen() == 4);
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.interrupted()).as("waited too long").isFalse();
      LockSupport.parkNanos(1_000_000);
    }
  }
}
