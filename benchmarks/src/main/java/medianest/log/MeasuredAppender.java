package medianest.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.OutputStream;

/** Where lines go while they are measured: our appender in both forms, and Logback's own. */
public final class MeasuredAppender {

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger [%X{trace}]: %msg%n";

  private MeasuredAppender() {}

  /**
   * An appender that has started.
   *
   * @param name {@code text}, {@code json}, or {@code logback} for the one that writes each line at
   *     once on the thread of its caller
   */
  public static Appender<ILoggingEvent> named(
      String name, OutputStream out, LoggerContext context) {
    Appender<ILoggingEvent> appender =
        switch (name) {
          case "text" -> new BatchingAppender(out, LogConfig.Format.TEXT);
          case "json" -> new BatchingAppender(out, LogConfig.Format.JSON);
          default -> synchronous(out, context);
        };
    appender.setContext(context);
    appender.start();
    return appender;
  }

  private static Appender<ILoggingEvent> synchronous(OutputStream out, LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setEncoder(encoder);
    appender.setContext(context);
    appender.setOutputStream(out);
    return appender;
  }
}
