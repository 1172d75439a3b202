package medianest.loadtest.engine;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import medianest.loadtest.http.Answer;
import medianest.loadtest.http.BodySink;
import medianest.loadtest.http.Call;
import medianest.loadtest.plan.Step;
import medianest.loadtest.sql.Statements;
import medianest.loadtest.viewer.Fetch;
import medianest.loadtest.viewer.Viewer;
import medianest.loadtest.viewer.Viewing;
import org.jspecify.annotations.Nullable;

/** Does steps and writes down how they went. */
final class Steps {

  private final Measurements measurements;
  private final @Nullable Statements statements;
  private final Map<Step.Call, AtomicLong> next = new ConcurrentHashMap<>();

  Steps(Measurements measurements, @Nullable Statements statements) {
    this.measurements = measurements;
    this.statements = statements;
  }

  /**
   * Does one.
   *
   * @param dueNanos when it should have begun
   * @param goesOn asked by what takes long
   */
  void run(Step step, String scenario, Session session, long dueNanos, BooleanSupplier goesOn) {
    int phase = measurements.phase();
    switch (step) {
      case Step.Call call ->
          call(call, measurements.tally(phase, scenario, call.name()), session, dueNanos);
      case Step.Watch watch -> watch(watch, scenario, session, goesOn);
      case Step.Statement statement ->
          statement(
              statement, measurements.tally(phase, scenario, statement.name()), session, dueNanos);
    }
  }

  private void call(Step.Call step, Tally tally, Session session, long dueNanos) {
    if (step.perSecond() > 0 && !granted(step)) {
      tally.skip();
      return;
    }
    measured(tally, dueNanos, () -> Calls.run(step, session));
  }

  private void statement(Step.Statement step, Tally tally, Session session, long dueNanos) {
    if (statements == null) {
      throw new IllegalStateException("a plan with statements needs a database");
    }
    measured(tally, dueNanos, () -> statements.run(step.sql(), session.random()));
  }

  /** Something that takes time; null where it went well. */
  private interface Work {
    @Nullable String run() throws IOException;
  }

  private void measured(Tally tally, long dueNanos, Work work) {
    long sent = System.nanoTime();
    measurements.begun(tally);
    String failure;
    try {
      failure = work.run();
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
    }
    measurements.ended(tally, dueNanos, sent, 0);
    if (failure != null) {
      measurements.failed(tally, failure);
    }
  }

  private void watch(Step.Watch step, String scenario, Session session, BooleanSupplier goesOn) {
    Fetch fetch = (kind, call, keep, sink) -> fetch(scenario, kind, call, keep, sink, session);
    Consumer<Viewing> seat = measurements.seat();
    new Viewer(step, fetch, session.variables(), session.random(), goesOn, seat).watch();
  }

  private Answer fetch(
      String scenario, String kind, Call call, boolean keep, BodySink sink, Session session)
      throws IOException {
    Tally tally = measurements.tally(measurements.phase(), scenario, kind);
    long sent = System.nanoTime();
    measurements.begun(tally);
    long bytes = 0;
    String failure = null;
    try {
      Answer answer = session.connection().send(call, keep, sink);
      bytes = answer.bodyBytes();
      if (answer.status() >= 400) {
        failure = "status " + answer.status();
      }
      return answer;
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    } finally {
      measurements.ended(tally, sent, sent, bytes);
      if (failure != null) {
        measurements.failed(tally, failure);
      }
    }
  }

  /** Whether it is time again for a step that is limited for all together. */
  private boolean granted(Step.Call step) {
    AtomicLong due = next.computeIfAbsent(step, ignored -> new AtomicLong(System.nanoTime()));
    long known = due.get();
    long now = System.nanoTime();
    long every = (long) (1e9 / step.perSecond());
    return now >= known && due.compareAndSet(known, Math.max(known + every, now - every));
  }
}
