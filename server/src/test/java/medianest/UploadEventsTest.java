package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import medianest.events.EventHub;
import medianest.upload.Upload;
import org.junit.jupiter.api.Test;

class UploadEventsTest {

  private final AtomicInteger news = new AtomicInteger();
  private final UploadEvents events =
      new UploadEvents(new EventHub(new PrometheusRegistry()), news::incrementAndGet);

  @Test
  void anUploadIsNewsWhenItHasBecomeAnItem() {
    for (Upload.State state : Upload.State.values()) {
      events.changed(new Upload(new UUID(0, 1), new UUID(0, 2), "a.mp4", state, null), 100);
      assertThat(news).as("%s", state).hasValue(state.compareTo(Upload.State.READY) < 0 ? 0 : 1);
    }
  }
}
