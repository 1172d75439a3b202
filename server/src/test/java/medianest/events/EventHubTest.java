package medianest.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

class EventHubTest {

  private final EventHub hub = new EventHub(new PrometheusRegistry());

  @Test
  void everybodyHearsOnlyWhatConcernsThem() throws InterruptedException {
    try (EventHub.Listener admin = hub.listen("1", true);
        EventHub.Listener mia = hub.listen("2", false)) {
      hub.publish(Event.toAdmins("scan", "secret path"));
      hub.publish(Event.toUser("2", "upload", "hers"));
      hub.publish(Event.toEveryone("item", "new"));
      assertThat(name(admin)).isEqualTo("scan");
      assertThat(name(admin)).isEqualTo("item");
      assertThat(name(admin)).isEqualTo("none");
      assertThat(name(mia)).isEqualTo("upload");
      assertThat(name(mia)).isEqualTo("item");
      assertThat(name(mia)).isEqualTo("none");
    }
  }

  @Test
  void whoDoesNotListenIsCutAndHoldsNobodyUp() throws InterruptedException {
    try (EventHub.Listener slow = hub.listen("1", false);
        EventHub.Listener quick = hub.listen("2", false)) {
      for (int i = 0; i < 1_000; i++) {
        hub.publish(Event.toEveryone("item", i));
        assertThat(name(quick)).isEqualTo("item");
      }
      assertThat(slow.tooSlow()).isTrue();
      assertThat(quick.tooSlow()).isFalse();
    }
  }

  private static String name(EventHub.Listener listener) throws InterruptedException {
    Event next = listener.next(0);
    return next == null ? "none" : next.name();
  }
}
