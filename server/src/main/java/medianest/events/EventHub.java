package medianest.events;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to whoever listens. Publishing never waits: each listener has a short queue, and one
 * that lets it run full is cut off, to come back and ask for the present state.
 */
public final class EventHub {

  private static final int QUEUE = 64;

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Counter cut;

  public EventHub(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("event_listeners")
        .help("Clients that listen to events.")
        .callback(callback -> callback.call(listeners.size()))
        .register(registry);
    cut =
        Counter.builder()
            .name("event_listeners_cut_total")
            .help("Clients that were cut off since they took events too slowly.")
            .register(registry);
  }

  /** Hands an event to all whom it concerns. */
  public void publish(Event event) {
    for (Listener listener : listeners) {
      if (event.audience().includes(listener.userId, listener.admin)) {
        listener.offer(event);
      }
    }
  }

  /** Begins to listen; closing the listener ends it. */
  public Listener listen(String userId, boolean admin) {
    Listener listener = new Listener(userId, admin);
    listeners.add(listener);
    return listener;
  }

  /** One client's events. */
  public final class Listener implements AutoCloseable {

    private final String userId;
    private final boolean admin;
    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean tooSlow;

    private Listener(String userId, boolean admin) {
      this.userId = userId;
      this.admin = admin;
    }

    /** The next event, or null after a while without one. */
    public @Nullable Event next(long patienceMs) throws InterruptedException {
      return queue.poll(patienceMs, TimeUnit.MILLISECONDS);
    }

    /** Whether events were lost, so that there is no point in going on. */
    public boolean tooSlow() {
      return tooSlow;
    }

    private void offer(Event event) {
      if (!queue.offer(event) && !tooSlow) {
        tooSlow = true;
        listeners.remove(this);
        cut.inc();
      }
    }

    @Override
    public void close() {
      listeners.remove(this);
    }
  }
}
