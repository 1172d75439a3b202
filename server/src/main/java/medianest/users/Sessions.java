package medianest.users;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import medianest.db.Database;
import medianest.db.DatabaseUnavailable;
import medianest.http.Caller;
import medianest.media.io.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is signed in. A session is an opaque random token of which only the SHA-256 is stored.
 *
 * <p>Sessions that are in use are remembered for {@link #RECHECK}. Signing out works at once on the
 * node that did it, and on every other within that time.
 */
public final class Sessions {

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  /** How long a session is believed before the database is asked again. */
  public static final Duration RECHECK = Duration.ofSeconds(30);

  private static final Duration TOUCH_AFTER = Duration.ofMinutes(1);
  private static final Duration ACTIVE_WITHIN = Duration.ofMinutes(15);
  private static final int MOST_REMEMBERED = 20_000;
  private static final int TOKEN_BYTES = 32;

  /** Never fed, only copied: to look one up by its name takes longer than to hash a token. */
  private static final MessageDigest SHA_256 = sha256();

  private final SessionStore store;
  private final UsersConfig config;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final LoadingCache<Bytes, @Nullable SignedIn> remembered;
  private volatile Consumer<String> afterEnd = sessionId -> {};

  Sessions(SessionStore store, UsersConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(RECHECK)
            .ticker(() -> clock.millis() * 1_000_000)
            .build(this::load);
  }

  public static Sessions of(Database database, UsersConfig config, Clock clock) {
    return new Sessions(new SessionStore(database), config, clock);
  }

  /** What else is to end when somebody signs out on this node; told the session's id. */
  public void afterEnd(Consumer<String> listener) {
    afterEnd = listener;
  }

  /** A session and whose it is. */
  record SignedIn(UUID sessionId, User user, Caller caller, Instant endsAt) {
    SignedIn(UUID sessionId, User user, Instant endsAt) {
      this(sessionId, user, Sessions.caller(user, sessionId), endsAt);
    }
  }

  /** Begins a session and answers its token, which is known to nobody else. */
  String begin(User user) {
    Instant now = clock.instant();
    store.removeEnded(now.minus(config.sessionIdle()), now.minus(config.sessionAge()));
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    store.add(hash(token), UUID.randomUUID(), user.id(), now);
    return token;
  }

  /** Null for a token that is unknown, ended or signed out. */
  @Nullable SignedIn find(String token) {
    return lasting(remembered.get(Bytes.of(hash(token))));
  }

  /** Null for one that is not remembered, too; never waits for the database. */
  @Nullable SignedIn recall(String token) {
    return lasting(remembered.getIfPresent(Bytes.of(hash(token))));
  }

  private @Nullable SignedIn lasting(@Nullable SignedIn known) {
    return known == null || !clock.instant().isBefore(known.endsAt()) ? null : known;
  }

  /** Whose session of this id is, as the database says now; null where it has ended. */
  public @Nullable Caller callerOf(String sessionId) {
    SessionStore.Stored stored = store.findById(UUID.fromString(sessionId));
    return stored == null || !clock.instant().isBefore(end(stored))
        ? null
        : caller(stored.user(), stored.id());
  }

  private static Caller caller(User user, UUID sessionId) {
    return new Caller(user.id().toString(), user.name(), user.admin(), sessionId.toString());
  }

  private Instant end(SessionStore.Stored stored) {
    Instant idle = stored.lastSeenAt().plus(config.sessionIdle());
    Instant age = stored.createdAt().plus(config.sessionAge());
    return idle.isBefore(age) ? idle : age;
  }

  /** Signs out. */
  void end(String token) {
    byte[] hash = hash(token);
    SignedIn known = find(token);
    store.remove(hash);
    // In this order: a load that ran before the removal is waited for, and thrown away.
    remembered.invalidate(Bytes.of(hash));
    if (known != null) {
      afterEnd.accept(known.sessionId().toString());
    }
  }

  /**
   * Signs an account out everywhere; other nodes notice within {@link #RECHECK}.
   *
   * @param kept token of a session that goes on
   */
  void endAll(UUID account, @Nullable String kept) {
    byte[] keptHash = kept == null ? new byte[0] : hash(kept);
    List<UUID> ended = store.removeOf(account, keptHash);
    Bytes keptKey = Bytes.of(keptHash);
    remembered
        .asMap()
        .entrySet()
        .removeIf(
            each -> each.getValue().user().id().equals(account) && !each.getKey().equals(keptKey));
    ended.forEach(id -> afterEnd.accept(id.toString()));
  }

  /**
   * Sessions that were used within the last quarter of an hour; not a number while the database
   * does not answer, so that whoever asks for all figures still gets the others.
   */
  public double active() {
    try {
      return store.seenSince(clock.instant().minus(ACTIVE_WITHIN));
    } catch (DatabaseUnavailable e) {
      LOG.debug("Nobody knows who is active at present.", e);
      return Double.NaN;
    }
  }

  private @Nullable SignedIn load(Bytes key) {
    byte[] hash = key.toArray();
    SessionStore.Stored stored = store.find(hash);
    if (stored == null) {
      return null;
    }
    Instant now = clock.instant();
    if (!now.isBefore(end(stored))) {
      store.remove(hash);
      return null;
    }
    if (now.isAfter(stored.lastSeenAt().plus(TOUCH_AFTER))) {
      store.touch(hash, now);
    }
    return new SignedIn(stored.id(), stored.user(), stored.createdAt().plus(config.sessionAge()));
  }

  private static byte[] hash(String token) {
    try {
      MessageDigest fresh = (MessageDigest) SHA_256.clone();
      return fresh.digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("that of the JDK can be copied", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
