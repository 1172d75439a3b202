package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import medianest.library.FollowedLibrary.Obstacle;
import medianest.library.FollowedLibrary.Unwatched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedLibraryTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(5);

  @TempDir Path root;

  @Test
  void isLookedAtNowAndThenWhereItIsNotWatched() {
    FollowedLibrary library = new FollowedLibrary(UUID.randomUUID(), root, Duration.ZERO, NOON);
    assertThat(library.isToBeLookedAt(EVERY, NOON.plusSeconds(3600))).isFalse();
    library.unwatched(new Unwatched(Obstacle.LIMIT, "no more watches"));
    assertThat(library.isToBeLookedAt(EVERY, NOON.plusSeconds(299))).isFalse();
    assertThat(library.isToBeLookedAt(EVERY, NOON.plusSeconds(300))).isTrue();
  }

  @Test
  void restsNineTimesAsLongAsAScanTook() {
    FollowedLibrary library = new FollowedLibrary(UUID.randomUUID(), root, Duration.ZERO, NOON);
    library.unwatched(new Unwatched(Obstacle.DISTANT, "on another machine"));
    library.scanned(NOON, Duration.ofSeconds(2));
    assertThat(library.isToBeLookedAt(EVERY, NOON.plusSeconds(300))).isTrue();
    library.scanned(NOON, Duration.ofMinutes(4));
    assertThat(library.isToBeLookedAt(EVERY, NOON.plus(Duration.ofMinutes(35)))).isFalse();
    assertThat(library.isToBeLookedAt(EVERY, NOON.plus(Duration.ofMinutes(36)))).isTrue();
  }
}
