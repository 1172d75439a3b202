package medianest.users;

import java.time.Duration;

/**
 * Settings under {@code users}.
 *
 * @param sessionIdle after which a session that nobody used ends
 * @param sessionAge after which every session ends
 * @param hashesAtOnce passwords that are checked at the same time, each of which takes 19 MiB and
 *     one core; 0 for one less than there are cores, and at least one
 * @param hashPatience how long a sign-in waits for its turn before it is told to come back
 */
public record UsersConfig(
    Duration sessionIdle, Duration sessionAge, int hashesAtOnce, Duration hashPatience) {

  public UsersConfig {
    if (sessionIdle.compareTo(Duration.ofMinutes(1)) < 0 || sessionAge.compareTo(sessionIdle) < 0) {
      throw new IllegalArgumentException(
          "users.sessionIdle must be at least a minute, and users.sessionAge no shorter than it.");
    }
    if (hashesAtOnce < 0 || hashPatience.isNegative()) {
      throw new IllegalArgumentException(
          "users.hashesAtOnce and users.hashPatience must not be negative.");
    }
  }

  public static UsersConfig defaults() {
    return new UsersConfig(Duration.ofDays(14), Duration.ofDays(90), 0, Duration.ofSeconds(5));
  }
}
