package medianest.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over a real Redis, which comes and goes. */
@Timeout(60)
class SharedCacheTest {

  private static final Set<String> TAGS = Set.of("t", "other");

  @TempDir Path folder;
  private RedisServer redis;
  private Node one;
  private Node two;

  /** What is true at present, as a database would say it. */
  private final AtomicInteger truth = new AtomicInteger(1);

  /** A process of its own would have the same. */
  private final class Node implements AutoCloseable {
    private final RedisLevel level = new RedisLevel(redis.config()).begin();
    private final AtomicInteger loads = new AtomicInteger();
    private final SharedCache<String, String> cache =
        new SharedCache<>(
            "test",
            Cache.Bound.ofCount(100),
            new SharedCache.Ages(Duration.ofMinutes(1), Duration.ofMinutes(5)),
            level,
            new Text(),
            new CacheMetrics(new PrometheusRegistry()));

    String get() {
      return cache.get(
          "k",
          TAGS,
          () -> {
            loads.incrementAndGet();
            return "v" + truth.get() + " ".repeat(5000);
          });
    }

    int seen() {
      return Integer.parseInt(get().strip().substring(1));
    }

    @Override
    public void close() {
      level.close();
    }
  }

  private static final class Text implements SharedCache.Form<String> {
    @Override
    public byte[] write(String value) {
      return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String read(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @BeforeEach
  void start() throws Exception {
    redis = new RedisServer(folder).start();
    one = new Node();
    two = new Node();
    until(() -> one.level.inUse() && two.level.inUse());
    // The first look-up gives the tags their first values and keeps nothing.
    one.get();
    one.cache.dropTag("t");
  }

  @AfterEach
  void stop() throws Exception {
    one.close();
    two.close();
    redis.close();
  }

  @Test
  void whatOneNodeLoadedTheOtherFinds() {
    one.get();
    until(() -> two.level.find("test:k", TAGS).value() != null);
    assertThat(two.seen()).isEqualTo(1);
    assertThat(two.loads).hasValue(0);
  }

  @Test
  void aDropReachesEveryNode() {
    one.get();
    two.get();
    truth.set(2);
    one.cache.dropTag("t");
    assertThat(one.seen()).isEqualTo(2);
    until(() -> two.seen() == 2);
  }

  @Test
  void whatWasLoadedBeforeADropIsNotKeptAfterIt() {
    String old =
        one.cache.get(
            "k",
            TAGS,
            () -> {
              truth.set(2);
              two.cache.dropTag("t");
              return "v1";
            });
    assertThat(old).isEqualTo("v1");
    assertThat(two.seen()).isEqualTo(2);
    until(() -> one.seen() == 2);
  }

  @Test
  void withoutItEveryNodeServesAlone() throws Exception {
    one.get();
    redis.kill();
    truth.set(2);
    one.cache.dropTag("t");
    assertThat(one.seen()).isEqualTo(2);
    // The other cannot be told; it asks anew once it is.
    redis.start();
    until(() -> one.level.inUse() && two.level.inUse());
    assertThat(one.seen()).isEqualTo(2);
    until(() -> two.seen() == 2);
  }

  @Test
  void aDropThatItMissedIsMadeUpForBeforeItIsReadAgain() throws Exception {
    one.get();
    until(() -> one.level.find("test:k", TAGS).value() != null);
    redis.hold();
    truth.set(2);
    one.cache.dropTag("t");
    assertThat(one.level.inUse()).isFalse();
    redis.letGo();
    until(() -> one.level.inUse());
    assertThat(one.level.find("test:k", TAGS).value()).isNull();
    assertThat(one.seen()).isEqualTo(2);
    until(() -> two.seen() == 2);
  }

  @Test
  void afterFailuresItIsLeftAloneForLongerAndLonger() {
    AtomicLong now = new AtomicLong();
    Breaker breaker = new Breaker(now::get);
    assertThat(breaker.allows()).isTrue();
    long waited = 0;
    for (int failure = 0; failure < 10; failure++) {
      breaker.failed();
      assertThat(breaker.allows()).isFalse();
      long wait = Duration.ofMillis(250).toNanos() << Math.min(failure, 5);
      now.addAndGet(wait - 1);
      assertThat(breaker.allows()).isFalse();
      now.incrementAndGet();
      assertThat(breaker.allows()).isTrue();
      waited += wait;
    }
    assertThat(Duration.ofNanos(waited)).isLessThan(Duration.ofMinutes(1));
    breaker.succeeded();
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void valuesTravelWhole() {
    for (String text : new String[] {"", "short", "long ".repeat(10_000)}) {
      byte[] value = text.getBytes(StandardCharsets.UTF_8);
      byte[] stamped = Stamped.of(value, "stamp");
      assertThat(Stamped.value(stamped, "stamp")).isEqualTo(value);
      assertThat(Stamped.value(stamped, "other")).isNull();
      assertThat(Stamped.value(stamped, "stamp2")).isNull();
    }
    assertThat(Stamped.of(new byte[50_000], "s")).hasSizeLessThan(1000);
    assertThat(Packed.unpack(new byte[] {7, 1, 2})).isNull();
    assertThat(Packed.unpack(new byte[] {1, 1, 2})).isNull();
  }

  /** Redis and its connections take a moment; the test's own limit ends what never comes. */
  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
