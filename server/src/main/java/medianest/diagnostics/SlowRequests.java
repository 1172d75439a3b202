package medianest.diagnostics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * When threads worked on requests that took long, by the spans in a recording. A virtual thread
 * answers one request and then ends, so there is one span to a thread.
 */
final class SlowRequests {

  private final Map<Long, Span> byThread = new HashMap<>();

  private SlowRequests() {}

  private record Span(Instant from, Instant to) {}

  /** Those of a recording that took at least so long. */
  static SlowRequests of(Path recording, Duration least) throws IOException {
    SlowRequests slow = new SlowRequests();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        RecordedThread thread = event.getThread();
        if (event.getEventType().getName().equals(RequestSpan.NAME)
            && thread != null
            && event.getDuration().compareTo(least) >= 0) {
          slow.byThread.put(
              thread.getJavaThreadId(), new Span(event.getStartTime(), event.getEndTime()));
        }
      }
    }
    return slow;
  }

  int count() {
    return byThread.size();
  }

  boolean isWorking(long thread, Instant at) {
    Span span = byThread.get(thread);
    return span != null && !at.isBefore(span.from) && !at.isAfter(span.to);
  }
}
