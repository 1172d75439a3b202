package medianest.loadtest.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import medianest.loadtest.plan.Plan;
import medianest.loadtest.plan.Step;
import medianest.loadtest.sql.Statements;
import org.jspecify.annotations.Nullable;

/** What must be there before the first phase: signed in, a file to fetch. */
final class SetUp {

  private static final int TRIES = 100;
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final Plan plan;
  private final Session session;
  private final @Nullable Statements statements;

  SetUp(Plan plan, Session session, @Nullable Statements statements) {
    this.plan = plan;
    this.session = session;
    this.statements = statements;
  }

  /** The variables as they are then. */
  Map<String, String> run() throws InterruptedException, Run.SetUpFailed {
    try {
      for (Step step : plan.setUp()) {
        switch (step) {
          case Step.Call call -> call(call);
          case Step.Statement statement -> statement(statement);
          case Step.Watch watch ->
              throw new Run.SetUpFailed("Nobody can watch before the first phase.");
        }
      }
      return Map.copyOf(session.variables());
    } finally {
      session.connection().close();
    }
  }

  private void statement(Step.Statement step) throws Run.SetUpFailed {
    if (statements == null) {
      throw new Run.SetUpFailed("The plan has statements, and there is no database for them.");
    }
    String failure;
    try {
      failure = statements.run(step.sql(), session.random());
    } catch (IOException e) {
      failure = e.getMessage();
    }
    if (failure != null) {
      throw new Run.SetUpFailed(
          "Before the first phase, " + step.name() + " did not work: " + failure + ".");
    }
  }

  private void call(Step.Call call) throws InterruptedException, Run.SetUpFailed {
    String failure = attempt(call);
    for (int i = 0; i < TRIES && "not yet".equals(failure); i++) {
      Thread.sleep(BETWEEN);
      failure = attempt(call);
    }
    if (failure != null) {
      throw new Run.SetUpFailed(sentence(call, failure));
    }
  }

  private @Nullable String attempt(Step.Call call) {
    try {
      return Calls.run(call, session);
    } catch (IOException e) {
      return "no answer: " + e.getMessage();
    }
  }

  private String sentence(Step.Call call, String failure) {
    if (failure.equals("status 401") && call.path().endsWith("/auth/login")) {
      return "The account "
          + session.variables().get("username")
          + " cannot sign in. Make it with: printf %s 'PASSWORD' | ./medianest user add "
          + session.variables().get("username")
          + " --password-stdin, or give another with --set username=NAME --set password=PASSWORD.";
    }
    return "Before the first phase, " + call.name() + " did not work: " + failure + ".";
  }
}
