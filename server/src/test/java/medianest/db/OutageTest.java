package medianest.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OutageTest {

  @Test
  void asksAfterOneTwoFourEightAndThenEverySixteenSeconds() throws InterruptedException {
    List<Long> waits = new CopyOnWriteArrayList<>();
    CountDownLatch over = new CountDownLatch(1);
    int[] asked = {0};
    try (Outage outage =
        new Outage(
            () -> ++asked[0] == 7,
            wait -> {
              waits.add(wait.toSeconds());
              return Duration.ZERO;
            })) {
      outage.begin(new SQLException("gone"));
      while (outage.lasts()) {
        Thread.onSpinWait();
      }
      over.countDown();
      outage.check();
    }
    over.await();
    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 16L, 16L);
  }

  @Test
  void refusesAtOnceWhileItLasts() {
    try (Outage outage = new Outage(() -> false, wait -> Duration.ofHours(1))) {
      outage.check();
      assertThat(outage.begin(new SQLException("gone")).retryAfterSeconds()).isEqualTo(1);
      assertThatThrownBy(outage::check).isInstanceOf(DatabaseUnavailable.class);
    }
  }

  @Test
  void endsWhenTheDatabaseIsBack() throws IOException {
    Path data = TestPostgres.newDataFolder();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        Database database =
            Database.open(postgres.facts(), DatabaseConfig.defaults(), QueryObserver.NONE)) {
      assertThat(one(database)).isEqualTo(1);

      // Killed the hard way; its keeper starts it again at the same port.
      Postmaster.of(data.toRealPath().resolve("postgres/cluster"))
          .orElseThrow()
          .process()
          .destroyForcibly();

      assertThat(eventually(() -> one(database))).isEqualTo(1);
      assertThat(database.outageLasts()).isFalse();
    }
  }

  @Test
  void isNotTakenForAnInterruptedStatement() throws InterruptedException {
    try (Database database = TestPostgres.open()) {
      List<Throwable> thrown = new CopyOnWriteArrayList<>();
      CountDownLatch started = new CountDownLatch(1);
      Thread slow =
          Thread.startVirtualThread(() -> {
            try {
              database.run(handle -> {
                started.countDown();
                return handle.execute("/* slow.sleep */ SELECT pg_sleep(20)");
              });
            } catch (RuntimeException e) {
              thrown.add(e);
            }
          });
      started.await();
      slow.interrupt();
      slow.join();

      assertThat(thrown).singleElement().isInstanceOf(DatabaseUnavailable.class);
      assertThat(database.outageLasts()).isFalse();
      assertThat(one(database)).isEqualTo(1);
    }
  }

  private interface Attempt {
    int make();
  }

  private static int eventually(Attempt attempt) {
    while (true) {
      try {
        return attempt.make();
      } catch (DatabaseUnavailable e) {
        Thread.onSpinWait();
      }
    }
  }

  private static int one(Database database) {
    return database.run(
        handle -> handle.createQuery("/* one.one */ SELECT 1").mapTo(Integer.class).one());
  }
}
