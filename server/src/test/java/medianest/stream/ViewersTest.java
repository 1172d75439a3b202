package medianest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import medianest.http.Problem;
import medianest.playback.Streams;
import org.junit.jupiter.api.Test;

/** Two may watch: who comes third is told to come back, and the two are not disturbed. */
class ViewersTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Viewers viewers = new Viewers(() -> now, 2);

  private Ticket ticket(String session, String item) {
    return new Ticket(
        session, item, "v1", Streams.Offer.of(Set.of(1)), now.plusSeconds(6 * 3_600L));
  }

  private void admit(String session, String item) {
    viewers.admit(session + item, ticket(session, item));
  }

  @Test
  void theThirdIsToldWhenToComeBack() {
    admit("mia", "film");
    admit("ben", "film");
    assertThatThrownBy(() -> admit("zoe", "film"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.members()).containsEntry("retryAfterSeconds", 15);
              assertThat(problem).hasMessageContaining("2 viewers at once");
            });
    assertThat(viewers.count()).isEqualTo(2);
  }

  @Test
  void whoeverHasATicketKeepsTheirPlaceWhileTheyAsk() {
    Viewers.Seat mia = viewers.seat("mia", ticket("mia", "film"));
    Viewers.Seat ben = viewers.seat("ben", ticket("ben", "film"));
    for (int i = 0; i < 20; i++) {
      now = now.plusSeconds(30);
      viewers.seen(mia);
      viewers.seen(ben);
      assertThatThrownBy(() -> admit("zoe", "film")).isInstanceOf(Problem.class);
    }
  }

  @Test
  void aPlaceIsFreeWhenNothingIsAskedForAnyMore() {
    admit("mia", "film");
    admit("ben", "film");
    now = now.plusSeconds(46);
    admit("zoe", "film");
    assertThat(viewers.count()).isEqualTo(1);
  }

  @Test
  void theNextEpisodeTakesThePlaceOfTheLast() {
    Viewers.Seat mia = viewers.seat("mia", ticket("mia", "episode 1"));
    admit("ben", "film");
    viewers.seen(mia);
    assertThatThrownBy(() -> admit("mia", "episode 2")).isInstanceOf(Problem.class);
    now = now.plusSeconds(11);
    admit("mia", "episode 2");
    // Loading the page again is no second viewer either.
    admit("mia", "episode 2");
    assertThat(viewers.count()).isEqualTo(2);
  }

  @Test
  void whoSignsOutLeavesTheirPlace() {
    admit("mia", "film");
    admit("ben", "film");
    viewers.leave("mia");
    admit("zoe", "film");
  }

  @Test
  void theLimitCanChangeAndBeNone() {
    viewers.limitBy(() -> 0);
    for (int i = 0; i < 50; i++) {
      admit("person " + i, "film");
    }
    assertThat(viewers.count()).isEqualTo(50);
  }
}
