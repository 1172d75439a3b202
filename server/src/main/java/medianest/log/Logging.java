package medianest.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sets logging up, in code: Logback finds this class as its configurator and so looks for no file.
 */
public final class Logging extends ContextAwareBase implements Configurator {

  /** The logger of one line a request. */
  public static final String REQUESTS = "medianest.requests";

  /** What every line of a request carries under this key: its correlation id. */
  public static final String TRACE = "trace";

  private static final Thread BEGINNING =
      Thread.ofPlatform().name("logging").unstarted(LoggerFactory::getILoggerFactory);

  private static @Nullable BatchingAppender appender;

  /** Logback asks for the level first, before any setting is known: that of the defaults. */
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    BatchingAppender batching =
        new BatchingAppender(
            new FileOutputStream(FileDescriptor.out), LogConfig.defaults().format());
    batching.setContext(context);
    batching.start();
    appender = batching;
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(batching);
    root.setLevel(Level.INFO);
    quiet(context);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Begins beside what the start does meanwhile; nothing that is logged before is lost. */
  public static void begin() {
    BEGINNING.start();
  }

  private static LoggerContext context() {
    try {
      BEGINNING.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  /** Takes the settings over. */
  public static void apply(LogConfig config) {
    LoggerContext context = context();
    Level level = Level.toLevel(config.level().name());
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(level);
    context.getLogger(REQUESTS).setLevel(config.requests() ? Level.INFO : Level.OFF);
    if (appender != null) {
      appender.format(config.format());
    }
  }

  /** Writes what has not been written yet and ends the writer. */
  public static void stop() {
    context().stop();
  }

  /** Libraries that announce themselves at length. */
  private static void quiet(LoggerContext context) {
    for (String name : new String[] {"io.netty", "io.vertx", "com.zaxxer.hikari", "org.flywaydb"}) {
      context.getLogger(name).setLevel(Level.WARN);
    }
    context.getLogger(REQUESTS).setLevel(Level.OFF);
  }
}
