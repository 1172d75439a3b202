package medianest.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchingAppenderTest {

  private final LoggerContext context = new LoggerContext();
  private final Writes writes = new Writes();

  private static final int CALLERS = 4;
  private static final int LINES = 20_000;
  private static final Pattern LOST = Pattern.compile("\\((\\d+) lines were dropped\\)\n");

  /** A stream that remembers each write, and can be held up. */
  private static final class Writes extends OutputStream {
    final Semaphore held = new Semaphore(1);
    final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch first = new CountDownLatch(1);

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes) {
      held.acquireUninterruptibly();
      seen.add(new String(bytes, StandardCharsets.UTF_8));
      held.release();
      first.countDown();
    }
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void noLineIsLostAndFiftyGoToAWrite() throws InterruptedException {
    Logger log = logger(LogConfig.Format.TEXT);
    long begin = System.nanoTime();
    List<Thread> callers =
        IntStream.range(0, CALLERS)
            .mapToObj(caller -> Thread.ofPlatform().start(() -> say(log, caller)))
            .toList();
    for (Thread each : callers) {
      each.join();
    }
    context.stop();
    long pauses = (System.nanoTime() - begin) / (BatchingAppender.PAUSE_MS * 1_000_000);
    // A write has fifty lines, or ends a pause; the last one is that of the end.
    assertThat(writes.seen.size())
        .isLessThanOrEqualTo((int) (CALLERS * LINES / BatchingAppender.BATCH + pauses + 1));
    for (int i = 0; i < CALLERS; i++) {
      String caller = "caller " + i + " line ";
      assertThat(String.join("", writes.seen).lines().filter(line -> line.contains(caller)))
          .extracting(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
          .containsExactlyElementsOf(IntStream.range(0, LINES).boxed().toList());
    }
  }

  /** Warnings wait for a place, so that none is dropped however slow the machine is. */
  private static void say(Logger log, int caller) {
    for (int i = 0; i < LINES; i++) {
      log.warn("caller {} line {}", caller, i);
    }
  }

  @Test
  void whatIsDroppedIsCounted() throws InterruptedException {
    writes.held.acquireUninterruptibly();
    Logger log = logger(LogConfig.Format.TEXT);
    for (int i = 0; i < LINES; i++) {
      log.info("line {}", i);
    }
    writes.held.release();
    context.stop();
    String all = String.join("", writes.seen);
    long lost = LOST.matcher(all).results().mapToLong(each -> Long.parseLong(each.group(1))).sum();
    assertThat(lost).isPositive();
    assertThat(all.lines().filter(line -> line.contains(": line ")).count())
        .isEqualTo(LINES - lost);
  }

  @Test
  void aLineAfterASilenceComesWithoutAnother() throws InterruptedException {
    Logger log = logger(LogConfig.Format.TEXT);
    // Two pauses without a line: the writer has gone to rest until the next one.
    Thread.sleep(2 * BatchingAppender.PAUSE_MS + 50);
    log.info("alone");
    assertThat(writes.first.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anErrorDoesNotWait() throws InterruptedException {
    logger(LogConfig.Format.TEXT).error("broken");
    assertThat(writes.first.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(writes.seen.getFirst()).contains("ERROR x: broken");
  }

  @Test
  void nobodyCanForgeALine() {
    Logger log = logger(LogConfig.Format.TEXT);
    log.info("name {}", "a\r\n2026 ERROR forged\u001b[31m");
    log.info("failed", new IllegalStateException("b\nc\u001b"));
    context.stop();
    String all = String.join("", writes.seen);
    assertThat(all)
        .contains("a\\u000d\\u000a2026 ERROR forged\\u001b[31m")
        .doesNotContain("\u001b");
    assertThat(all.lines().filter(line -> line.startsWith("2026 "))).isEmpty();
  }

  @Test
  void jsonIsOneObjectALine() {
    Logger log = logger(LogConfig.Format.JSON);
    log.warn("a \"quoted\" \\ line\nbreak", new IllegalStateException("why"));
    context.stop();
    String line = String.join("", writes.seen);
    assertThat(line.lines()).hasSize(1);
    assertThat(line)
        .contains("\"level\":\"WARN\"", "a \\\"quoted\\\" \\\\ line\\u000abreak", "\"exception\":");
    assertThat(new tools.jackson.databind.ObjectMapper().readTree(line).get("logger").asString())
        .isEqualTo("x");
  }

  private Logger logger(LogConfig.Format format) {
    context.setMDCAdapter(new LogbackMDCAdapter());
    BatchingAppender appender = new BatchingAppender(writes, format);
    appender.setContext(context);
    appender.start();
    Logger log = context.getLogger("x");
    log.setLevel(Level.INFO);
    log.addAppender(appender);
    return log;
  }
}
