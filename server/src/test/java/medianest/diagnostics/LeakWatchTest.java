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
  private int clients;
  private int films;
  private boolean underTest;
  private final Held held = new Held(() -> clients, () -> films, () -> 0, () -> underTest);

  private interface Step {
    void take() throws IOException;
  }

  private List<LeakWatch.Resource> suspected(Step step) throws IOException {
    InstantSource clock = () -> now;
    try (LeakSearch search = new LeakSearch(folder, clock)) {
      LeakWatch watch =
          new LeakWatch(new HeapWatch(new PrometheusRegistry(), clock), search, held, clock);
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
  void buffersOfEverMoreClientsAreNoLeak() throws Exception {
    List<ByteBuffer> kept = new ArrayList<>();
    assertThat(
            suspected(() -> {
              clients += 75;
              kept.add(ByteBuffer.allocateDirect(2 << 20));
            }))
        .doesNotContain(LeakWatch.Resource.DIRECT_MEMORY);
    // The buffers stay when the people go, and are no leak then either.
    assertThat(suspected(() -> clients -= 75)).doesNotContain(LeakWatch.Resource.DIRECT_MEMORY);
    assertThat(kept).hasSize(MINUTES);
  }

  @Test
  void filesThatStayOpenAreFound() throws Exception {
    assertThat(suspectedOfFiles(6, () -> {})).contains(LeakWatch.Resource.FILES);
  }

  /** Twelve hundred people within a quarter of an hour, each with a connection. */
  @Test
  void connectionsOfEverMoreClientsAreNoLeak() throws Exception {
    assertThat(suspectedOfFiles(75, () -> clients += 75)).doesNotContain(LeakWatch.Resource.FILES);
  }

  @Test
  void filmsThatAreWatchedAreNoLeak() throws Exception {
    assertThat(suspectedOfFiles(16, () -> films += 16)).doesNotContain(LeakWatch.Resource.FILES);
  }

  @Test
  void aLeakBesideEverMoreClientsIsFound() throws Exception {
    assertThat(suspectedOfFiles(81, () -> clients += 75)).contains(LeakWatch.Resource.FILES);
  }

  @Test
  void aLoadTestOfItsOwnIsNoLeak() throws Exception {
    underTest = true;
    assertThat(suspectedOfFiles(75, () -> {})).isEmpty();
  }

  /** With so many more files open each minute. */
  private List<LeakWatch.Resource> suspectedOfFiles(int each, Runnable known) throws Exception {
    List<FileChannel> open = new ArrayList<>();
    try {
      return suspected(() -> {
        known.run();
        for (int i = 0; i < each; i++) {
          open.add(
              FileChannel.open(
                  folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        }
      });
    } finally {
      for (FileChannel file : open) {
        file.close();
      }
    }
  }
}
