package medianest.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Makes guessing slow: after some failures each further try must wait twice as long as the last.
 *
 * <p>Three counts are kept. One for an account from one address stops the ordinary attack. One for
 * an address stops trying one password on many accounts; signing in does not clear it, else an
 * attacker with an account of their own would. One for an account from everywhere stops many
 * addresses; it must not lock its owner out for long, so its wait is short, and it does not count
 * for an address from which the owner signed in before.
 */
final class LoginLimiter {

  private static final int MOST_REMEMBERED = 100_000;
  private static final Duration FORGET_AFTER = Duration.ofHours(1);

  /** An IPv6 customer has at least this much of an address to choose freely from. */
  private static final int IPV6_PREFIX_BYTES = 8;

  private final Clock clock;
  private final Cache<String, Failures> failures;
  private final Cache<String, Boolean> welcome =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfterAccess(Duration.ofDays(14))
          .build();

  LoginLimiter(Clock clock) {
    this.clock = clock;
    this.failures =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(FORGET_AFTER)
            .ticker(() -> clock.millis() * 1_000_000)
            .build();
  }

  /** How often one may fail freely, and how long one waits at most. */
  private enum Rule {
    ACCOUNT_AND_ADDRESS(5, Duration.ofMinutes(15)),
    ADDRESS(30, Duration.ofMinutes(15)),
    ACCOUNT(50, Duration.ofMinutes(1));

    private final int free;
    private final Duration longest;

    Rule(int free, Duration longest) {
      this.free = free;
      this.longest = longest;
    }

    Duration waitAfter(int count) {
      if (count < free) {
        return Duration.ZERO;
      }
      Duration wait = Duration.ofSeconds(1L << Math.min(count - free, 30));
      return wait.compareTo(longest) > 0 ? longest : wait;
    }

    String key(String account, String bucket) {
      return switch (this) {
        case ACCOUNT_AND_ADDRESS -> name() + " " + bucket + " " + account;
        case ADDRESS -> name() + " " + bucket;
        case ACCOUNT -> name() + " " + account;
      };
    }
  }

  private record Failures(int count, Instant blockedUntil) {}

  /** How long this account must not be tried from this address; zero if it may be now. */
  Duration remaining(String account, String address) {
    String bucket = bucket(address);
    Instant now = clock.instant();
    Duration longest = Duration.ZERO;
    for (Rule rule : Rule.values()) {
      Failures known = failures.getIfPresent(rule.key(account, bucket));
      boolean exempt = rule == Rule.ACCOUNT && welcome.getIfPresent(pair(account, bucket)) != null;
      if (known != null && !exempt) {
        Duration wait = Duration.between(now, known.blockedUntil());
        longest = wait.compareTo(longest) > 0 ? wait : longest;
      }
    }
    return longest;
  }

  void failed(String account, String address) {
    String bucket = bucket(address);
    Instant now = clock.instant();
    for (Rule rule : Rule.values()) {
      failures
          .asMap()
          .compute(
              rule.key(account, bucket),
              (key, known) -> {
                int count = known == null ? 1 : known.count() + 1;
                return new Failures(count, now.plus(rule.waitAfter(count)));
              });
    }
  }

  void succeeded(String account, String address) {
    String bucket = bucket(address);
    failures.invalidate(Rule.ACCOUNT_AND_ADDRESS.key(account, bucket));
    failures.invalidate(Rule.ACCOUNT.key(account, bucket));
    welcome.put(pair(account, bucket), true);
  }

  private static String pair(String account, String bucket) {
    return bucket + " " + account;
  }

  /** An IPv6 address counts by its /64, which one customer has for themselves. */
  private static String bucket(String address) {
    try {
      InetAddress literal = InetAddress.ofLiteral(address);
      return literal instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), IPV6_PREFIX_BYTES))
          : literal.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
