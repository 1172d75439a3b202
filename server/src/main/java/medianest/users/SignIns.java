package medianest.users;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts who wanted to sign in, by what came of it. */
public final class SignIns {

  private final Counter all;

  public SignIns(PrometheusRegistry registry) {
    all =
        Counter.builder()
            .name("sign_ins_total")
            .help("Sign-ins by what came of them, and why.")
            .labelNames("outcome", "reason")
            .register(registry);
    // So that the first failure is an increase, and not where the counting begins.
    for (String reason : new String[] {"wrong", "too_soon"}) {
      all.initLabelValues("failed", reason);
    }
  }

  void count(Accounts.Verdict verdict) {
    switch (verdict) {
      case Accounts.Verdict.Accepted _ -> all.labelValues("accepted", "").inc();
      case Accounts.Verdict.Wrong() -> all.labelValues("failed", "wrong").inc();
      case Accounts.Verdict.TooSoon _ -> all.labelValues("failed", "too_soon").inc();
      case Accounts.Verdict.Busy() -> all.labelValues("put_off", "busy").inc();
    }
  }
}
