package medianest.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The line of a request says what was answered, and nothing that must stay secret. */
class RequestLinesTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final Logger log = (Logger) LoggerFactory.getLogger("medianest.requests");
  private final BlockingQueue<ILoggingEvent> events = new LinkedBlockingQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing();
          events.add(event);
        }
      };

  @BeforeEach
  void listen() {
    log.setAdditive(false);
    log.setLevel(Level.INFO);
    appender.start();
    log.addAppender(appender);
  }

  @AfterEach
  void leave() {
    log.detachAppender(appender);
    log.setLevel(Level.OFF);
    log.setAdditive(true);
  }

  @Test
  void itNamesTheRouteAndNotTheAddress() throws Exception {
    RouteTable routes = new RouteTable();
    routes.add(
        "GET", "/items/{id}", Policy.PUBLIC, request -> new Response.Json(Map.of("a", 1)), "q");
    try (Running running = new Running(routes)) {
      running.get("/items/s3cret?q=s3cret", "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
      ILoggingEvent event = events.poll(20, TimeUnit.SECONDS);
      assertThat(event).isNotNull();
      assertThat(event.getFormattedMessage())
          .matches("GET /items/\\{id} 200 \\d+\\.\\d ms 7 bytes");
      assertThat(event.getMDCPropertyMap()).containsEntry("trace", TRACE);
    }
  }

  @Test
  void whoAskedIsNamed() throws Exception {
    RouteTable routes = new RouteTable();
    routes.add("GET", "/mine", Policy.MEMBER, request -> new Response.Empty(204));
    try (Running running = new Running(routes)) {
      running.get("/mine", "authorization", "Bearer mia");
      ILoggingEvent event = events.poll(20, TimeUnit.SECONDS);
      assertThat(event).isNotNull();
      assertThat(event.getFormattedMessage())
          .matches("GET /mine 204 \\d+\\.\\d ms 0 bytes for mia");
    }
  }
}
