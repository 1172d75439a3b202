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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchingAppenderTest {

  private final LoggerContext context = new LoggerContext();
  private final Writes writes = new Writes();

  /** A stream that remembers each write, and can be held up. */
  private static final class Writes extends OutputStream {
    final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch first = new CountDownLatch(1);

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes) {
      seen.add(new String(bytes, StandardCharsets.UTF_8));
      first.countDown();
    }
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void linesLeaveFiftyToAWriteAndAllOfThemAtTheEnd() {
    Logger log = logger(LogConfig.Format.TEXT);
    for (int i = 0; i < 1_000; i++) {
      log.info("line {}", i);
    }
    context.stop();
    assertThat(String.join("", writes.seen).lines()).hasSize(1_000);
    assertThat(writes.seen).allSatisfy(w -> assertThat(w.lines()).hasSizeLessThanOrEqualTo(50));
    // A pause of the writer may split a batch, but not every one.
    assertThat(writes.seen).hasSizeLessThan(200);
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
