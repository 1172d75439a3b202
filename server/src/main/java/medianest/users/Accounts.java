package medianest.users;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import medianest.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts, and the one place where a password is checked: whoever asks, the limiter is inside.
 */
public final class Accounts {

  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
  private static final Argon2 ARGON2 = Argon2.DEFAULT;

  private final AccountStore store;
  private final LoginLimiter limiter;
  private final Turnstile turnstile;
  private final Clock clock;
  private final String hashOfNothing = ARGON2.hashOfNothing();

  Accounts(AccountStore store, LoginLimiter limiter, Turnstile turnstile, Clock clock) {
    this.store = store;
    this.limiter = limiter;
    this.turnstile = turnstile;
    this.clock = clock;
  }

  public static Accounts of(Database database, UsersConfig config, Clock clock) {
    return new Accounts(
        new AccountStore(database), new LoginLimiter(clock), Turnstile.of(config), clock);
  }

  /** What a check of a name and a password comes to. */
  sealed interface Verdict {
    record Accepted(User user) implements Verdict {}

    /** The name or the password; which of them is nobody's business. */
    record Wrong() implements Verdict {}

    record TooSoon(Duration remaining) implements Verdict {}

    /** Too many others sign in at this moment. */
    record Busy() implements Verdict {}
  }

  /**
   * Checks a password. The limiter is asked when the turn has come, so that tries made at the same
   * time count as well.
   *
   * @param address of the client
   */
  Verdict verify(String name, String password, String address) throws InterruptedException {
    String key = UserName.keyOf(name);
    if (key.length() > PasswordRules.LONGEST || password.length() > 2 * PasswordRules.LONGEST) {
      return new Verdict.Wrong();
    }
    Duration remaining = limiter.remaining(key, address);
    if (remaining.isPositive()) {
      return new Verdict.TooSoon(remaining);
    }
    Verdict verdict = turnstile.pass(() -> verifyNow(key, password, address));
    return verdict == null ? new Verdict.Busy() : verdict;
  }

  private Verdict verifyNow(String key, String password, String address) {
    Duration remaining = limiter.remaining(key, address);
    if (remaining.isPositive()) {
      return new Verdict.TooSoon(remaining);
    }
    Optional<AccountStore.Stored> stored = store.byKey(key);
    String hash = stored.map(AccountStore.Stored::passwordHash).orElse(hashOfNothing);
    if (!Argon2.matches(password, hash) || stored.isEmpty()) {
      limiter.failed(key, address);
      LOG.info("A sign-in from {} was refused.", address);
      return new Verdict.Wrong();
    }
    limiter.succeeded(key, address);
    User user = stored.get().user();
    if (ARGON2.outdated(hash)) {
      store.changeHash(user.id(), ARGON2.hash(password));
    }
    return new Verdict.Accepted(user);
  }

  /** Whether the server still waits for its first account. */
  public boolean none() {
    return store.none();
  }

  /**
   * Makes an account.
   *
   * @throws AccountProblem if the name is taken, or the name or the password is not good enough
   */
  public User add(String name, Role role, String password) {
    UserName userName = UserName.of(name);
    PasswordRules.require(password, userName);
    User user = newUser(userName, role);
    if (!store.add(user, userName, ARGON2.hash(password))) {
      throw new AccountProblem("There is already an account " + userName.shown() + ".");
    }
    return user;
  }

  /** Makes the first account, an admin; empty where there is an account already. */
  public Optional<User> addFirst(String name, String password) {
    UserName userName = UserName.of(name);
    PasswordRules.require(password, userName);
    User user = newUser(userName, Role.ADMIN);
    return store.addFirst(user, userName, ARGON2.hash(password))
        ? Optional.of(user)
        : Optional.empty();
  }

  /**
   * Gives an account another password.
   *
   * @throws AccountProblem if it is not good enough
   */
  void changePassword(User user, String password) {
    PasswordRules.require(password, UserName.of(user.name()));
    store.changeHash(user.id(), ARGON2.hash(password));
    LOG.info("The password of {} was changed.", user.name());
  }

  Optional<User> find(UUID id) {
    return store.byId(id);
  }

  /** Accounts in the order of their names, after the one with that key. */
  List<User> page(String afterKey, int limit) {
    return store.page(afterKey, limit);
  }

  public List<User> all() {
    return store.all();
  }

  /**
   * Removes the account and its sessions; another process notices within {@link Sessions#RECHECK}.
   *
   * @throws AccountProblem if there is no such account, or it is the only admin
   */
  public void remove(String name) {
    switch (store.remove(UserName.keyOf(name))) {
      case REMOVED -> {}
      case UNKNOWN -> throw new AccountProblem("There is no account " + name + ".");
      case LAST_ADMIN ->
          throw new AccountProblem(
              name + " is the only admin; make another account an admin first.");
    }
  }

  private User newUser(UserName name, Role role) {
    // PostgreSQL keeps microseconds, so what is answered now equals what is read later.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new User(UUID.randomUUID(), name.shown(), role, now);
  }
}
