package medianest.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import medianest.db.Database;
import medianest.db.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final Database DATABASE = TestPostgres.open();

  private final TestClock clock = new TestClock();
  private final Accounts accounts = Accounts.of(DATABASE, UsersConfig.defaults(), clock);
  private final Sessions sessions = Sessions.of(DATABASE, UsersConfig.defaults(), clock);
  private final Sessions otherNode = Sessions.of(DATABASE, UsersConfig.defaults(), clock);

  @BeforeEach
  void removeAll() {
    DATABASE.run(handle -> handle.execute("/* account.clear */ TRUNCATE account CASCADE"));
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void knowsItsToken() {
    User ann = accounts.add("ann", Role.ADMIN, "a long password");
    String token = sessions.begin(ann);

    assertThat(sessions.find(token)).isNotNull().extracting(Sessions.SignedIn::user).isEqualTo(ann);
    assertThat(otherNode.find(token)).isNotNull();
    assertThat(sessions.find(token + "x")).isNull();
    assertThat(sessions.find("")).isNull();
    assertThat(sessions.active()).isEqualTo(1);
  }

  @Test
  void storesNothingThatSignsIn() {
    String token = sessions.begin(accounts.add("ann", Role.ADMIN, "a long password"));
    List<String> rows =
        DATABASE.run(handle ->
            handle
                .createQuery("/* session.dump */ SELECT session::text FROM session")
                .mapTo(String.class)
                .list());
    assertThat(rows).hasSize(1).noneMatch(row -> row.contains(token));
  }

  @Test
  void endsAtOnceHereAndSoonElsewhere() {
    String token = sessions.begin(accounts.add("ann", Role.ADMIN, "a long password"));
    sessions.find(token);
    otherNode.find(token);

    sessions.end(token);

    assertThat(sessions.find(token)).isNull();
    clock.advance(Sessions.RECHECK);
    assertThat(otherNode.find(token)).isNull();
  }

  @Test
  void tellsWhoEndsWithIt() {
    List<String> ended = new ArrayList<>();
    sessions.afterEnd(ended::add);
    String token = sessions.begin(accounts.add("ann", Role.ADMIN, "a long password"));
    String id = Objects.requireNonNull(sessions.find(token)).sessionId().toString();

    sessions.end(token);
    sessions.end(token);

    assertThat(ended).containsExactly(id);
  }

  @Test
  void endsWithItsAccount() {
    accounts.add("root", Role.ADMIN, "a long password");
    String token = sessions.begin(accounts.add("ann", Role.MEMBER, "a long password"));
    sessions.find(token);

    accounts.remove("ann");

    clock.advance(Sessions.RECHECK);
    assertThat(sessions.find(token)).isNull();
  }

  @Test
  void endsWhenNobodyUsedItForTwoWeeks() {
    String token = sessions.begin(accounts.add("ann", Role.ADMIN, "a long password"));
    clock.advance(Duration.ofDays(13));
    assertThat(sessions.find(token)).isNotNull();
    clock.advance(Duration.ofDays(13));
    assertThat(sessions.find(token)).isNotNull();
    clock.advance(Duration.ofDays(14));
    assertThat(sessions.find(token)).isNull();
  }

  @Test
  void endsAfterNinetyDaysHoweverMuchItWasUsed() {
    String token = sessions.begin(accounts.add("ann", Role.ADMIN, "a long password"));
    for (int day = 0; day < 89; day += 10) {
      clock.advance(Duration.ofDays(10));
      assertThat(sessions.find(token) == null).isEqualTo(day == 80);
    }
  }

  @Test
  void removesEndedSessionsWhenOneBegins() {
    User ann = accounts.add("ann", Role.ADMIN, "a long password");
    sessions.begin(ann);
    clock.advance(Duration.ofDays(15));
    sessions.begin(ann);

    int rows =
        DATABASE.run(handle ->
            handle
                .createQuery("/* session.count */ SELECT count(*) FROM session")
                .mapTo(Integer.class)
                .one());
    assertThat(rows).isEqualTo(1);
  }
}
