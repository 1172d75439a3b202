package medianest.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  private static final List<String> RAN = new CopyOnWriteArrayList<>();

  private static final Database DATABASE =
      Database.open(
          TestPostgres.emptyDatabase(),
          DatabaseConfig.defaults(),
          (name, operation, table, nanos, failed) ->
              RAN.add(name + " " + operation + " " + table + (failed ? " failed" : "")));

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void tellsTheObserverWhatRan() {
    one("/* tells.first */ SELECT 1");
    assertThatThrownBy(() -> one("/* tells.second */ SELECT nothing"))
        .isInstanceOf(JdbiException.class);

    assertThat(RAN).contains("tells.first select tells", "tells.second select tells failed");
  }

  @Test
  void aSlowStatementIsExplainedWithTheIndexThatItLacks() throws Exception {
    DATABASE.run(handle ->
        handle.execute(
            "/* slow.make */ CREATE TABLE slow AS SELECT n, md5(n::text) AS word"
                + " FROM generate_series(1, 60000) n"));
    DATABASE.run(handle -> handle.execute("/* slow.analyze */ ANALYZE slow"));
    int found =
        DATABASE.run(handle ->
            handle
                .createQuery(
                    "/* slow.find */ SELECT count(*), pg_sleep(1.1) FROM slow"
                        + " WHERE word = :word AND n \\< :n")
                .bind("word", "a secret word")
                .bind("n", 70_000)
                .mapTo(Integer.class)
                .one());
    assertThat(found).isZero();
    for (int i = 0; i < 200 && DATABASE.slowPlans().isEmpty(); i++) {
      Thread.sleep(50);
    }
    SlowPlans.Plan plan = DATABASE.slowPlans().getFirst();
    assertThat(plan.statement()).isEqualTo("slow.find");
    assertThat(plan.seconds()).isGreaterThan(1);
    assertThat(plan.hint()).startsWith("It reads all of slow to find rows by ");
    assertThat(String.join("", plan.lines())).contains("Seq Scan on slow").doesNotContain("secret");
  }

  @Test
  void aSlowBatchIsWrittenAllTheSame() {
    DATABASE.run(handle -> handle.execute("/* batch.make */ CREATE TABLE batch (n int)"));
    int[] written =
        DATABASE.run(handle ->
            handle
                .prepareBatch("/* batch.add */ INSERT INTO batch SELECT :n FROM pg_sleep(0.6)")
                .bind("n", 1)
                .add()
                .bind("n", 2)
                .add()
                .execute());
    assertThat(written).containsExactly(1, 1);
  }

  @Test
  void knowsForHowLongAConnectionIsHeld() {
    long held =
        DATABASE.run(handle -> {
          handle.execute("/* held.long */ SELECT pg_sleep(0.05)");
          return DATABASE.poolUse().heldNanos();
        });
    assertThat(held).isBetween(50_000_000L, 60_000_000_000L);
    assertThat(DATABASE.poolUse().heldNanos()).isZero();
    assertThatThrownBy(() ->
            DATABASE.transaction(handle -> {
              throw new IllegalStateException("no");
            }))
        .hasMessage("no");
    assertThat(DATABASE.poolUse().heldNanos()).isZero();
  }

  @Test
  void refusesAStatementWithoutAName() {
    assertThatThrownBy(() -> one("SELECT 1")).hasMessageContaining("a statement without a name");
  }

  @Test
  void undoesATransactionThatFails() {
    DATABASE.run(handle -> handle.execute("/* undone.make */ CREATE TABLE undone (n int)"));

    assertThatThrownBy(() ->
            DATABASE.transaction(handle -> {
              handle.execute("/* undone.add */ INSERT INTO undone VALUES (1)");
              throw new IllegalStateException("no");
            }))
        .hasMessage("no");

    assertThat(one("/* undone.count */ SELECT count(*) FROM undone")).isZero();
  }

  @Test
  void runsATransactionAgainThatLostARace() throws Exception {
    DATABASE.run(handle -> handle.execute("/* race.make */ CREATE TABLE race (id int, n int)"));
    DATABASE.run(handle -> handle.execute("/* race.add */ INSERT INTO race VALUES (1, 0), (2, 0)"));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);

    try (ExecutorService two = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = two.submit(() -> addInOrder(1, 2, bothHoldOne));
      Future<?> second = two.submit(() -> addInOrder(2, 1, bothHoldOne));
      first.get();
      second.get();
    }

    assertThat(one("/* race.sum */ SELECT sum(n) FROM race")).isEqualTo(4);
  }

  private static void addInOrder(int first, int second, CyclicBarrier bothHoldOne) {
    boolean[] met = {false};
    DATABASE.transaction(handle -> {
      handle.execute("/* race.inc */ UPDATE race SET n = n + 1 WHERE id = ?", first);
      if (!met[0]) {
        met[0] = true;
        await(bothHoldOne);
      }
      return handle.execute("/* race.inc */ UPDATE race SET n = n + 1 WHERE id = ?", second);
    });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int one(String sql) {
    return DATABASE.run(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }
}
