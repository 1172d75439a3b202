package medianest.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line says, and what it must not. */
class LinesTest {

  private static final LoggerContext CONTEXT = new LoggerContext();

  private static String line(LogConfig.Format format, String message, @Nullable Throwable thrown) {
    LoggingEvent event =
        new LoggingEvent("", CONTEXT.getLogger("medianest.x"), Level.WARN, message, thrown, null);
    event.setMDCPropertyMap(Map.of("trace", "0af7651916cd43dd8448eb211c80319c"));
    StringBuilder out = new StringBuilder();
    new Lines(format).append(event, out);
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "header authorization: Bearer s3cr3t-value",
        "GET /stream/s3cr3t-value/master.m3u8 failed",
        "GET /setup?token=s3cr3t-value",
        "body {\"username\":\"mia\",\"password\":\"s3cr3t-value\"}",
        "Cookie: medianest=s3cr3t-value; other=1",
        "connect with password=s3cr3t-value",
      })
  void secretsAreNotWritten(String message) {
    for (LogConfig.Format format : LogConfig.Format.values()) {
      assertThat(line(format, message, null)).doesNotContain("s3cr3t").contains("***");
      assertThat(line(format, "It failed.", new IllegalStateException(message)))
          .doesNotContain("s3cr3t")
          .contains("***");
    }
  }

  @Test
  void whatIsNoSecretStays() {
    String message = "The token of the setup has been used; 12 tickets were forgotten.";
    assertThat(line(LogConfig.Format.TEXT, message, null)).contains(message);
  }

  @Test
  void everyLineNamesTheRequestThatItBelongsTo() {
    assertThat(line(LogConfig.Format.TEXT, "Something.", null))
        .contains("medianest.x [0af7651916cd43dd8448eb211c80319c]: Something.");
    assertThat(line(LogConfig.Format.JSON, "Something.", null))
        .contains("\"trace\":\"0af7651916cd43dd8448eb211c80319c\"");
  }
}
