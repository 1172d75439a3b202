package medianest.events;

import java.io.IOException;
import java.util.function.Predicate;
import medianest.http.Caller;
import medianest.http.Policy;
import medianest.http.Request;
import medianest.http.Response;
import medianest.http.Routes;

/** {@code GET /api/v1/events}. */
public final class EventsApi {

  /** How long a revoked session may go on listening at most. */
  private static final long RECHECK_MS = 15_000;

  private final EventHub hub;
  private final Predicate<String> sessionHolds;

  /**
   * @param sessionHolds whether a session's token is still good
   */
  public EventsApi(EventHub hub, Predicate<String> sessionHolds) {
    this.hub = hub;
    this.sessionHolds = sessionHolds;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/api/v1/events", Policy.MEMBER, this::events);
  }

  private Response events(Request request) {
    Caller caller = request.caller();
    String token = request.token() == null ? "" : request.token();
    return new Response.Events(sink -> send(caller, token, sink));
  }

  private void send(Caller caller, String token, Response.EventSink sink)
      throws IOException, InterruptedException {
    try (EventHub.Listener listener = hub.listen(caller.userId(), caller.admin())) {
      long checkedNanos = System.nanoTime();
      while (!listener.tooSlow()) {
        Event event = listener.next(RECHECK_MS);
        if (System.nanoTime() - checkedNanos > RECHECK_MS * 1_000_000) {
          if (!sessionHolds.test(token)) {
            return;
          }
          checkedNanos = System.nanoTime();
        }
        if (event != null) {
          sink.send(event.name(), event.data());
        }
      }
    }
  }
}
