package medianest.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import medianest.metrics.HeapWatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real threads, files and memory that are not given back, in minutes that pass at once. */
class LeakWatchTest {

  private static final int MINUTES = 16;

  private @TempDir Path folder;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private interface Step {
    void take() throws IOException;
  }

  private List<LeakWatch.Resource> suspected(Step step) throws IOException {
    InstantSource clock = () -> now;
    try (LeakSearch search = new LeakSearch(folder, clock)) {
      LeakWatch watch =
          new LeakWatch(new HeapWatch(new PrometheusRegistry(), clock), search, clock);
      for (int minute = 0; minute < MINUTES; minute++) {
        step.take();
        watch.look();
        now = now.plusSeconds(60);
      }
      return List.of(LeakWatch.Resource.values()).stream().filter(watch::suspected).toList();
    }
  }

  @Test
  void nothingIsSuspectedWhereNothingGrows() throws Exception {
    assertThat(suspected(() -> {})).isEmpty();
  }

  @Test
  void threadsThatDoNotEndAreFound() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> started = new ArrayList<>();
    try {
      assertThat(
              suspected(() -> {
                for (int i = 0; i < 3; i++) {
                  started.add(Thread.ofPlatform().daemon().start(() -> await(end)));
                }
              }))
          .contains(LeakWatch.Resource.THREADS);
    } finally {
      end.countDown();
      for (Thread each : started) {
        each.join();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void directMemoryThatIsKeptIsFound() throws Exception {
    List<ByteBuffer> kept = new ArrayList<>();
    assertThat(suspected(() -> kept.add(ByteBuffer.allocateDirect(2 << 20))))
        .contains(LeakWatch.Resource.DIRECT_MEMORY);
    assertThat(kept).hasSize(MINUTES);
  }

  @Test
  void filesThatStayOpenAreFound() throws Exception {
    List<FileChannel> open = new ArrayList<>();
    try {
      assertThat(
              suspected(() -> {
                for (int i = 0; i < 6; i++) {
                  open.add(
                      FileChannel.open(
                          folder.resolve("file"),
                          StandardOpenOption.CREATE,
                          StandardOpenOption.WRITE));
                }
              }))
          .contains(LeakWatch.Resource.FILES);
    } finally {
      for (FileChannel each : open) {
        each.close();
      }
    }
  }
}
