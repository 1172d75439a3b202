package medianest.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class GroupCommitTest {

  private final List<List<Integer>> written = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void oneThatIsAloneIsWrittenAtOnce() {
    new GroupCommit<Integer>(written::add).write(7);

    assertThat(written).containsExactly(List.of(7));
  }

  @Test
  void whatComesDuringAWriteIsWrittenTogetherAfterIt() throws Exception {
    GroupCommit<Integer> group = new GroupCommit<>(this::slowAtFirst);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> group.write(0));
      begun.await();
      IntStream.rangeClosed(1, 250).forEach(i -> threads.execute(() -> group.write(i)));
      awaitWaiting(group, 250);
      goOn.countDown();
    }

    assertThat(written.stream().map(List::size)).containsExactly(1, 100, 100, 50);
    assertThat(written.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, 250).boxed().toList());
  }

  @Test
  void whatCannotBeWrittenFailsForItsOwnThreadOnly() throws Exception {
    GroupCommit<Integer> group =
        new GroupCommit<>(all -> {
          slowAtFirst(all);
          if (all.contains(3)) {
            throw new IllegalStateException("not three");
          }
        });

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> group.write(0));
      begun.await();
      List<Future<?>> all = new ArrayList<>();
      IntStream.rangeClosed(1, 4).forEach(i -> all.add(threads.submit(() -> group.write(i))));
      awaitWaiting(group, 4);
      goOn.countDown();

      assertThatThrownBy(() -> all.get(2).get(9, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("not three");
      for (int good : new int[] {0, 1, 3}) {
        assertThat(all.get(good)).succeedsWithin(Duration.ofSeconds(9));
      }
    }
  }

  private void slowAtFirst(List<Integer> all) {
    written.add(all);
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitWaiting(GroupCommit<Integer> group, int count)
      throws InterruptedException {
    while (group.waiting() < count) {
      Thread.sleep(Duration.ofMillis(1));
    }
  }
}
