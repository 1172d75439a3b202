package medianest.library;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * UUIDs of version 7 (RFC 9562 section 5.7): the time, then chance. Rows that are made together lie
 * together in an index.
 */
final class TimeOrderedIds {

  private static final SecureRandom RANDOM = new SecureRandom();

  private TimeOrderedIds() {}

  static UUID next(Clock clock) {
    return at(clock.instant());
  }

  static UUID at(Instant time) {
    long random = RANDOM.nextLong();
    long high = time.toEpochMilli() << 16 | 0x7000 | (random & 0xfff);
    long low = RANDOM.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  static Optional<UUID> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
