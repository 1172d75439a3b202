package medianest.loadtest.engine;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import medianest.loadtest.http.Connection;
import medianest.loadtest.http.Connections;
import medianest.loadtest.plan.Phase;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.Step;

/** People who come at their own times, whatever the server does, and go when they are done. */
final class ArrivalStream {

  /**
   * More at once is more than any machine of today carries; what comes then is dropped and said.
   */
  private static final int MOST_AT_ONCE = 30_000;

  private final Plan plan;
  private final Connections connections;
  private final Map<String, String> shared;
  private final Steps steps;
  private final Measurements measurements;
  private final Dice dice;
  private final SplittableRandom random = new SplittableRandom(42);
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final AtomicInteger present = new AtomicInteger();
  private final Phaser all = new Phaser(1);
  private int number;
  private volatile boolean over;

  ArrivalStream(
      Plan plan,
      Connections connections,
      Map<String, String> shared,
      Steps steps,
      Measurements measurements) {
    this.plan = plan;
    this.connections = connections;
    this.shared = shared;
    this.steps = steps;
    this.measurements = measurements;
    this.dice = Dice.of(plan);
  }

  /** Lets people come for the length of a phase. */
  void run(Phase.Arrivals load, long beginNanos, long lengthNanos, BooleanSupplier goesOn)
      throws InterruptedException {
    long due = beginNanos;
    while (goesOn.getAsBoolean()) {
      double rate = load.at(Math.min(1, (due - beginNanos) / (double) lengthNanos));
      // A rate of nothing is looked at again a little later.
      long gap =
          rate <= 0 ? TimeUnit.MILLISECONDS.toNanos(10) : (long) (gap(load.random()) * 1e9 / rate);
      due += gap;
      if (due - beginNanos > lengthNanos) {
        Wait.until(beginNanos + lengthNanos);
        return;
      }
      Wait.until(due);
      if (rate > 0) {
        arrive(due);
      }
    }
  }

  private double gap(boolean poisson) {
    return poisson ? -Math.log(1 - random.nextDouble()) : 1;
  }

  private void arrive(long due) {
    if (!places.tryAcquire()) {
      measurements.dropped();
      return;
    }
    int who = number++;
    measurements.users().set(present.incrementAndGet());
    all.register();
    Thread.ofVirtual().name("arrival-" + who).start(() -> visit(who, due));
  }

  private void visit(int who, long arrived) {
    Connection connection = connections.take();
    try {
      Session session = new Session(who, connection, shared);
      Plan.Scenario scenario = dice.next(measurements.phase(), session.random());
      long due = arrived;
      for (Step step : scenario.steps()) {
        Wait.until(due);
        steps.run(step, scenario.name(), session, due, () -> !over);
        due += plan.think(measurements.phase()).nanos(session.random().nextDouble());
      }
      measurements.iterated();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.giveBack(connection);
      measurements.users().set(present.decrementAndGet());
      places.release();
      all.arriveAndDeregister();
    }
  }

  /** Waits for those who are still there. */
  void end(long patienceNanos) throws InterruptedException {
    over = true;
    try {
      all.awaitAdvanceInterruptibly(all.arrive(), patienceNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // Their connections are cut when the run closes them, and what they waited for has failed.
      return;
    }
  }
}
