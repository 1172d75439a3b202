package medianest.loadtest.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import medianest.loadtest.http.Connection;
import medianest.loadtest.http.Deadlines;
import medianest.loadtest.http.Target;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.Step;

/**
 * People who are there at the same time, each on a timetable: a step is due a pause after the one
 * before was due. Who is held up by a slow answer is late for what follows, and the time is charged
 * to the server, as a person at the door would charge it; a generator that only waits for its
 * answers would measure one slow step where a hundred were meant (coordinated omission).
 */
final class Crowd {

  private final Plan plan;
  private final Target target;
  private final Deadlines deadlines;
  private final Map<String, String> shared;
  private final Measurements measurements;
  private final Steps steps;
  private final Dice dice;
  private final List<Person> people = new ArrayList<>();

  Crowd(
      Plan plan,
      Target target,
      Deadlines deadlines,
      Map<String, String> shared,
      Steps steps,
      Measurements measurements) {
    this.plan = plan;
    this.target = target;
    this.deadlines = deadlines;
    this.shared = shared;
    this.steps = steps;
    this.measurements = measurements;
    this.dice = Dice.of(plan);
  }

  /** Lets people come or go until there are so many. */
  void resize(int wanted) {
    while (people.size() < wanted) {
      people.add(new Person(people.size()));
    }
    while (people.size() > wanted) {
      people.removeLast().leave();
    }
    measurements.users().set(wanted);
  }

  /** All go; who does not come to an end is shown out. */
  void end(long patienceNanos) throws InterruptedException {
    List<Person> leaving = List.copyOf(people);
    resize(0);
    long deadline = System.nanoTime() + patienceNanos;
    for (Person each : leaving) {
      long left = Math.max(1, deadline - System.nanoTime());
      each.thread.join(Duration.ofNanos(left));
    }
    leaving.forEach(each -> each.session.connection().close());
  }

  private final class Person {
    private final Session session;
    private final Thread thread;
    private volatile boolean leaving;

    Person(int number) {
      session = new Session(number, new Connection(target, deadlines), shared);
      thread = Thread.ofVirtual().name("user-" + number).start(this::live);
    }

    /** What has begun is finished. */
    void leave() {
      leaving = true;
    }

    private void live() {
      // Nobody comes in step with anybody else.
      long due = System.nanoTime() - (long) (pause() * session.random().nextDouble());
      try {
        while (!leaving) {
          Plan.Scenario scenario = dice.next(measurements.phase(), session.random());
          for (Step step : scenario.steps()) {
            due += pause();
            Wait.until(due);
            if (leaving) {
              break;
            }
            steps.run(step, scenario.name(), session, due, () -> !leaving);
            if (step instanceof Step.Watch) {
              due = System.nanoTime();
            }
          }
          measurements.iterated();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        session.connection().close();
      }
    }

    private long pause() {
      return Math.max(
          TimeUnit.MICROSECONDS.toNanos(1),
          plan.think(measurements.phase()).nanos(session.random().nextDouble()));
    }
  }
}
