package medianest;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import medianest.capacity.Generator;
import medianest.db.ConnectionFacts;
import medianest.http.HttpConfig;
import medianest.loadtest.LoadTest;
import medianest.loadtest.engine.Outcome;
import medianest.loadtest.engine.Run;
import medianest.loadtest.engine.Second;
import medianest.loadtest.plan.BadPlan;
import medianest.loadtest.plan.PlanFile;
import medianest.loadtest.report.Carrying;
import medianest.loadtest.sql.OwnSchema;
import medianest.users.AccountProblem;
import medianest.users.Accounts;
import medianest.users.Role;

/** The load generator within the server, with an account that lives as long as a run. */
record OwnGenerator(
    HttpConfig http, Accounts accounts, ConnectionFacts database, IntSupplier port, Clock clock)
    implements Generator {

  private static final String ACCOUNT = "load-test";
  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  public List<Plan> plans() {
    List<Plan> plans = new ArrayList<>();
    for (String name : PlanFile.SHIPPED) {
      try {
        medianest.loadtest.plan.Plan plan = PlanFile.find(name);
        boolean search = plan.phases().stream().anyMatch(each -> each.gated());
        double seconds = plan.length().toNanos() / 1e9;
        plans.add(new Plan(name, plan.summary(), seconds, plan.uploads(), search));
      } catch (BadPlan e) {
        throw new IllegalStateException("a plan that ships cannot be read", e);
      }
    }
    return plans;
  }

  @Override
  public Trial prepare(Order order) {
    String password = new BigInteger(160, RANDOM).toString(36);
    LoadTest.Options options =
        new LoadTest.Options(
            order.plan(),
            target(),
            order.folder(),
            false,
            order.baseline(),
            order.shorten(),
            Map.of("username", ACCOUNT, "password", password));
    return new Own(new LoadTest(options, clock), password);
  }

  private String target() {
    boolean everywhere = http.host().equals("0.0.0.0") || http.host().equals("::");
    return "http://" + (everywhere ? "127.0.0.1" : http.host()) + ":" + port.getAsInt();
  }

  private final class Own implements Trial {
    private final LoadTest test;
    private final String password;

    Own(LoadTest test, String password) {
      this.test = test;
      this.password = password;
    }

    @Override
    public Result run(Consumer<Moment> progress) throws Refused, InterruptedException {
      if (http.tls().certificate() != null) {
        throw new Refused(
            "With a certificate of its own the server is tested from the shell: ./medianest load-test.");
      }
      removeAccount();
      accounts.add(ACCOUNT, Role.MEMBER, password);
      try {
        Outcome outcome =
            test.run(
                new Told(progress),
                connections ->
                    OwnSchema.open(
                        database.url(), database.username(), database.password(), connections));
        return result(outcome);
      } catch (LoadTest.CannotRun e) {
        throw new Refused(String.valueOf(e.getMessage()));
      } finally {
        removeAccount();
      }
    }

    private void removeAccount() {
      try {
        accounts.remove(ACCOUNT);
      } catch (AccountProblem e) {
        // It is not there, which is what was wanted.
        return;
      }
    }

    @Override
    public void stop() {
      test.stop();
    }
  }

  private static Result result(Outcome outcome) {
    long broken = outcome.thresholds().stream().filter(each -> !each.holds()).count();
    String sentence =
        switch (outcome.verdict()) {
          case INVALID -> outcome.doubts().getFirst();
          case PASSED, BROKEN ->
              !outcome.stairs().isEmpty()
                  ? Carrying.headline(outcome) + " " + Carrying.sentence(outcome)
                  : broken == 0
                      ? "Every threshold holds."
                      : broken + " of " + outcome.thresholds().size() + " thresholds are broken.";
        };
    return new Result(
        outcome.verdict().name().toLowerCase(Locale.ROOT),
        sentence,
        outcome.length().toNanos() / 1e9,
        outcome
            .carried()
            .map(each -> new Carried(each.users(), each.bitsPerSecond()))
            .orElse(null));
  }

  private static final class Told implements Run.Progress {
    private final Consumer<Moment> progress;
    private double length = 1;

    Told(Consumer<Moment> progress) {
      this.progress = progress;
    }

    @Override
    public void begun(medianest.loadtest.plan.Plan plan, long atNanos) {
      length = Math.max(1, plan.length().toNanos() / 1e9);
    }

    @Override
    public void second(Second second, medianest.loadtest.plan.Phase phase) {
      progress.accept(
          new Moment(
              phase.name(),
              Math.min(1, second.at() / length),
              second.users(),
              second.requests(),
              second.p95(),
              second.failed()));
    }
  }
}
