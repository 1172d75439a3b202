package medianest.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginLimiterTest {

  private final TestClock clock = new TestClock();
  private final LoginLimiter limiter = new LoginLimiter(clock);

  @Test
  void letsAFewFailuresPassAndThenDoublesTheWait() {
    fail(4, "ann", "192.0.2.1");
    assertThat(limiter.remaining("ann", "192.0.2.1")).isZero();

    fail(1, "ann", "192.0.2.1");
    assertThat(limiter.remaining("ann", "192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    assertThat(limiter.remaining("ann", "192.0.2.1")).isZero();

    fail(1, "ann", "192.0.2.1");
    assertThat(limiter.remaining("ann", "192.0.2.1")).isEqualTo(Duration.ofSeconds(2));
    fail(1, "ann", "192.0.2.1");
    assertThat(limiter.remaining("ann", "192.0.2.1")).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void neverWaitsLongerThanAQuarterOfAnHour() {
    fail(40, "ann", "192.0.2.1");
    assertThat(limiter.remaining("ann", "192.0.2.1")).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void forgetsFailuresOfAnAccountThatSignedIn() {
    fail(4, "ann", "192.0.2.1");
    limiter.succeeded("ann", "192.0.2.1");
    fail(4, "ann", "192.0.2.1");
    assertThat(limiter.remaining("ann", "192.0.2.1")).isZero();
  }

  @Test
  void doesNotForgetFailuresOfAnAddressWhereAnotherAccountSignedIn() {
    for (int i = 0; i < 30; i++) {
      fail(1, "victim" + i, "192.0.2.1");
      limiter.succeeded("attacker", "192.0.2.1");
    }
    assertThat(limiter.remaining("victim31", "192.0.2.1")).isPositive();
    assertThat(limiter.remaining("victim31", "192.0.2.2")).isZero();
  }

  @Test
  void doesNotLetStrangersLockTheOwnerOut() {
    limiter.succeeded("ann", "192.0.2.1");
    for (int i = 0; i < 200; i++) {
      fail(1, "ann", "198.51.100." + i);
    }
    assertThat(limiter.remaining("ann", "203.0.113.9"))
        .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    assertThat(limiter.remaining("ann", "192.0.2.1")).isZero();
  }

  @Test
  void countsAnIpv6CustomerOnce() {
    for (int i = 1; i <= 5; i++) {
      fail(1, "ann", "2001:db8:1:2::" + i);
    }
    assertThat(limiter.remaining("ann", "2001:db8:1:2:ffff::1")).isPositive();
    assertThat(limiter.remaining("ann", "2001:db8:1:3::1")).isZero();
  }

  private void fail(int times, String account, String address) {
    for (int i = 0; i < times; i++) {
      limiter.failed(account, address);
    }
  }
}
