package medianest.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import medianest.db.Database;
import medianest.db.TestPostgres;
import medianest.users.Accounts.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {

  private static final Database DATABASE = TestPostgres.open();

  private final TestClock clock = new TestClock();
  private final LoginLimiter limiter = new LoginLimiter(clock);
  private final AccountStore store = new AccountStore(DATABASE);
  private final Accounts accounts = accounts(new Turnstile(2, Duration.ofMinutes(1)));

  @BeforeEach
  void removeAll() {
    DATABASE.run(handle -> handle.execute("/* account.clear */ TRUNCATE account CASCADE"));
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void acceptsTheRightPasswordOnly() throws InterruptedException {
    User ann = accounts.add("Ann", Role.MEMBER, "a long password");

    assertThat(accounts.verify("ann", "a long password", "192.0.2.1"))
        .isEqualTo(new Verdict.Accepted(ann));
    assertThat(accounts.verify("Ann", "a long passwort", "192.0.2.1"))
        .isEqualTo(new Verdict.Wrong());
    assertThat(accounts.verify("Bob", "a long password", "192.0.2.1"))
        .isEqualTo(new Verdict.Wrong());
  }

  @Test
  void slowsGuessingDown() throws InterruptedException {
    accounts.add("ann", Role.MEMBER, "a long password");
    for (int i = 0; i < 5; i++) {
      accounts.verify("ann", "wrong" + i, "192.0.2.1");
    }

    assertThat(accounts.verify("ann", "a long password", "192.0.2.1"))
        .isEqualTo(new Verdict.TooSoon(Duration.ofSeconds(1)));
    clock.advance(Duration.ofSeconds(1));
    assertThat(accounts.verify("ann", "a long password", "192.0.2.1"))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void countsTriesThatAreMadeAtTheSameTime() throws Exception {
    accounts.add("ann", Role.MEMBER, "a long password");
    Callable<Verdict> guess = () -> accounts.verify("ann", "wrong", "192.0.2.1");
    int tried = 0;
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var verdict :
          crowd.invokeAll(
              List.of(
                  guess, guess, guess, guess, guess, guess, guess, guess, guess, guess, guess,
                  guess))) {
        tried += verdict.get() instanceof Verdict.Wrong ? 1 : 0;
      }
    }
    // Five are free, and one more may hash beside the fifth.
    assertThat(tried).isBetween(5, 6);
  }

  @Test
  void turnsAwayWhoWouldWaitTooLong() throws InterruptedException {
    accounts.add("ann", Role.MEMBER, "a long password");
    Accounts busy = accounts(new Turnstile(0, Duration.ZERO));
    assertThat(busy.verify("ann", "a long password", "192.0.2.1")).isEqualTo(new Verdict.Busy());
  }

  @Test
  void hashesAgainWhereTheParametersGrew() throws InterruptedException {
    UserName name = UserName.of("ann");
    User ann = accounts.add("ann", Role.MEMBER, "a long password");
    store.changeHash(ann.id(), new Argon2(64, 1).hash("a long password"));

    accounts.verify("ann", "a long password", "192.0.2.1");

    String hash = store.byKey(name.key()).orElseThrow().passwordHash();
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Argon2.matches("a long password", hash)).isTrue();
  }

  @Test
  void keepsNamesThatLookAlikeApart() {
    accounts.add("Ann", Role.MEMBER, "a long password");
    for (String same : List.of("ann", "ANN", " Ann ", "\uff21nn")) {
      assertThatThrownBy(() -> accounts.add(same, Role.MEMBER, "a long password"))
          .isInstanceOf(AccountProblem.class)
          .hasMessageContaining("already an account");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "a\u0000", "a\u202eb", "a\u200bb"})
  void refusesNamesThatCannotBeRead(String name) {
    assertThatThrownBy(() -> accounts.add(name, Role.MEMBER, "a long password"))
        .isInstanceOf(AccountProblem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1234567", "password", "PASSWORD1", "QwertyUiop", "ann-ann-ann"})
  void refusesPasswordsThatOthersWouldTryFirst(String password) {
    assertThatThrownBy(() -> accounts.add("Ann-Ann-Ann", Role.MEMBER, password))
        .isInstanceOf(AccountProblem.class)
        .hasMessageContaining("password");
  }

  @Test
  void takesLongPasswordsWhole() throws InterruptedException {
    String longest = "é".repeat(1024);
    accounts.add("ann", Role.MEMBER, longest);
    assertThat(accounts.verify("ann", longest, "192.0.2.1")).isInstanceOf(Verdict.Accepted.class);
    assertThat(accounts.verify("ann", longest.substring(1), "192.0.2.1"))
        .isEqualTo(new Verdict.Wrong());
    assertThatThrownBy(() -> accounts.add("bob", Role.MEMBER, longest + "é"))
        .hasMessageContaining("at most 1024");
  }

  @Test
  void makesOneFirstAccountHoweverManyAreTried() throws Exception {
    Callable<Boolean> first =
        () ->
            accounts
                .addFirst("admin" + Thread.currentThread().threadId(), "a long password")
                .isPresent();
    int made = 0;
    try (ExecutorService two = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : two.invokeAll(List.of(first, first, first))) {
        made += done.get() ? 1 : 0;
      }
    }
    assertThat(made).isEqualTo(1);
    assertThat(accounts.all()).hasSize(1).allMatch(User::admin);
  }

  @Test
  void keepsTheLastAdmin() {
    accounts.add("root", Role.ADMIN, "a long password");
    accounts.add("ann", Role.MEMBER, "a long password");

    assertThatThrownBy(() -> accounts.remove("root")).hasMessageContaining("only admin");
    assertThatThrownBy(() -> accounts.remove("bob")).hasMessageContaining("no account bob");
    accounts.remove("ANN");

    assertThat(accounts.all()).extracting(User::name).containsExactly("root");
    accounts.add("other", Role.ADMIN, "a long password");
    accounts.remove("root");
    assertThat(accounts.all()).extracting(User::name).containsExactly("other");
  }

  @Test
  void readsRolesByTheirWords() {
    assertThat(Role.of("admin")).isEqualTo(Role.ADMIN);
    assertThatThrownBy(() -> Role.of("boss")).hasMessageContaining("admin and member");
  }

  @Test
  void setsUpOnceWithTheToken() {
    Setup setup = Setup.of(accounts);
    String token = setup.token().orElseThrow();

    assertThat(setup.needed()).isTrue();
    assertThat(setup.accepts(token)).isTrue();
    assertThat(setup.accepts(token + "x")).isFalse();
    assertThat(setup.accepts("")).isFalse();
    assertThat(setup.finish("ann", "a long password")).isPresent();

    assertThat(setup.needed()).isFalse();
    assertThat(setup.token()).isEmpty();
    assertThat(setup.finish("bob", "a long password")).isEmpty();
    assertThat(Setup.of(accounts).needed()).isFalse();
  }

  @Test
  void setsUpWithThePasswordOfTheEnvironment() throws InterruptedException {
    Setup.of(accounts).withPassword("a long password");
    Setup.of(accounts).withPassword("another password");

    Verdict verdict = accounts.verify("admin", "a long password", "192.0.2.1");
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    assertThat(Objects.requireNonNull((Verdict.Accepted) verdict).user().admin()).isTrue();
  }

  private Accounts accounts(Turnstile turnstile) {
    return new Accounts(store, limiter, turnstile, clock);
  }
}
