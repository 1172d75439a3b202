package medianest.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import medianest.metrics.Exposition;
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
    private final RedisLevel level = RedisLevel.begin(redis.config());
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
    until(() -> one.level.answers() && two.level.answers());
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
  void thatItIsAwayIsTold() throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    CacheMetrics.watch(registry, one.level);
    assertThat(away(registry)).isEqualTo("0");
    redis.kill();
    until(() -> away(registry).equals("1"));
    redis.start();
    until(() -> away(registry).equals("0"));
  }

  @Test
  void whereThereIsToBeNoneNoneIsAway() {
    PrometheusRegistry registry = new PrometheusRegistry();
    CacheMetrics.watch(registry, SecondLevel.NONE);
    assertThat(away(registry)).isEqualTo("0");
  }

  private static String away(PrometheusRegistry registry) {
    String line =
        new Exposition(registry::scrape)
            .page(null)
            .text()
            .lines()
            .filter(each -> each.startsWith("shared_cache_away "))
            .findFirst()
            .orElseThrow();
    return line.substring(line.indexOf(' ') + 1).replace(".0", "");
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
    until(() -> one.level.answers() && two.level.answers());
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
    assertThat(one.level.answers()).isFalse();
    redis.letGo();
    until(() -> one.level.answers());
    assertThat(one.level.find("test:k", TAGS).value()).isNull();
    assertThat(one.seen()).isEqualTo(2);
    until(() -> two.seen() == 2);
  }

  @Test
  void whileItHangsOneCallWaitsAndTheOthersGoOn() throws Exception {
    redis.hold();
    truth.set(2);
    // Nothing is kept near, so that every call would ask it.
    one.cache.dropTag("t");
    for (int i = 0; i < 200; i++) {
      assertThat(one.cache.get("k" + i, TAGS, () -> "v2")).isEqualTo("v2");
    }
    assertThat(one.level.answers()).isFalse();
    redis.letGo();
    until(() -> one.level.answers());
  }

  @Test
  void killedInTheMiddleItFailsNobody() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      callers.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                while (!ended.get()) {
                  int call = calls.incrementAndGet();
                  try {
                    if (!one.cache.get("k" + call, TAGS, () -> "v" + call).equals("v" + call)) {
                      failures.incrementAndGet();
                    }
                  } catch (RuntimeException e) {
                    failures.incrementAndGet();
                  }
                }
              }));
    }
    until(() -> calls.get() > 100);
    redis.kill();
    until(() -> !one.level.answers());
    int before = calls.get();
    until(() -> calls.get() > before + 100);
    redis.start();
    until(() -> one.level.answers());
    int after = calls.get();
    until(() -> calls.get() > after + 100);
    ended.set(true);
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(failures).hasValue(0);
  }

  @Test
  void emptiedOrFilledByOthersItOnlyKnowsLess() throws Exception {
    one.get();
    redis.command("FLUSHALL");
    truth.set(2);
    one.cache.dropTag("t");
    assertThat(one.seen()).isEqualTo(2);
    redis.command("DEL medianest:value:test:k medianest:tag:t");
    redis.command("RPUSH medianest:value:test:k a b");
    redis.command("HSET medianest:tag:t a b");
    assertThat(two.level.find("test:k", TAGS).value()).isNull();
    until(() -> two.seen() == 2);
    // A drop writes over whatever stands there.
    truth.set(3);
    one.cache.dropTag("t");
    assertThat(one.seen()).isEqualTo(3);
    until(() -> two.level.find("test:k", TAGS).value() != null);
    assertThat(two.level.answers()).isTrue();
    until(() -> two.seen() == 3);
  }

  @Test
  void closingLeavesNoThread() {
    Node three = new Node();
    until(() -> three.level.answers());
    Set<Thread> others = lettuceThreads();
    Node four = new Node();
    until(() -> four.level.answers());
    assertThat(lettuceThreads()).isNotEqualTo(others);
    four.close();
    until(() -> others.containsAll(lettuceThreads()));
    three.close();
  }

  private static Set<Thread> lettuceThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(lettuce|shared-cache).*"))
        .collect(Collectors.toSet());
  }

  @Test
  void anAddressIsChecked() {
    for (String bad : new String[] {"localhost:6379", "redis://", "http://h", "redis://h:x"}) {
      assertThatThrownBy(() -> new CacheConfig(bad, Duration.ofMillis(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cache.url");
    }
    assertThat(new CacheConfig("rediss://:secret@h:1/2", Duration.ofMillis(1)).toString())
        .doesNotContain("secret");
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
      assertThat(Thread.interrupted()).as("waited too long").isFalse();
      LockSupport.parkNanos(1_000_000);
    }
  }
}
