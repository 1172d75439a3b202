package medianest.stream;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import medianest.http.Caller;
import medianest.playback.Streams.Offer;
import org.jspecify.annotations.Nullable;

/**
 * Hands out tickets and tells what they allow.
 *
 * <p>What a ticket says is believed for {@link #RECHECK}, and its session asked about again in the
 * background before that, so that segments of a film that is being watched never wait for it.
 */
public final class Tickets {

  /** How long a ticket may outlive its session on a node that did not end it. */
  public static final Duration RECHECK = Duration.ofSeconds(30);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(20);
  private static final int MOST_REMEMBERED = 20_000;

  private final TicketSeal seal;
  private final LiveSessions sessions;
  private final Duration lifetime;
  private final InstantSource clock;
  private final Viewers viewers;
  private final LoadingCache<String, @Nullable Known> known;

  private Tickets(
      TicketSeal seal,
      LiveSessions sessions,
      StreamConfig config,
      InstantSource clock,
      Executor background) {
    this.seal = seal;
    this.sessions = sessions;
    this.lifetime = config.ticketLifetime();
    this.viewers = new Viewers(clock, config.mostViewers());
    this.clock = clock;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(RECHECK)
            .refreshAfterWrite(ASK_AGAIN)
            .executor(background)
            .build(this::load);
  }

  /**
   * Tickets under the secret that lies in the data folder.
   *
   * @param background asks about sessions again; may block
   */
  public static Tickets of(
      Path dataFolder,
      StreamConfig config,
      LiveSessions sessions,
      InstantSource clock,
      Executor background)
      throws IOException {
    TicketSeal seal = TicketSeal.of(dataFolder.resolve("ticket.secret"));
    return new Tickets(seal, sessions, config, clock, background);
  }

  /** A ticket that was opened, whose it is, and the place that it takes. */
  record Known(Ticket ticket, Caller caller, Viewers.Seat seat) {}

  /**
   * Makes a ticket.
   *
   * @throws medianest.http.Problem 503 where all places are taken
   */
  String issue(Caller caller, String itemId, String version, Offer offer, Instant until) {
    Ticket ticket = new Ticket(caller.sessionId(), itemId, version, offer, until);
    String sealed = seal.seal(ticket);
    viewers.admit(sealed, ticket);
    return sealed;
  }

  /** Who watches at present. */
  public Viewers viewers() {
    return viewers;
  }

  /** When a ticket that is made now expires. */
  Instant expiry() {
    return clock.instant().plus(lifetime);
  }

  /**
   * The caller for whom the ticket was made; null where it is forged, expired or its session has
   * ended. An event loop, which must not wait, is answered from memory only.
   */
  public @Nullable Caller caller(String sealed) {
    return find(sealed).map(Known::caller).orElse(null);
  }

  Optional<Known> find(String sealed) {
    Known found =
        Thread.currentThread().isVirtual() ? known.get(sealed) : known.getIfPresent(sealed);
    if (found == null || !clock.instant().isBefore(found.ticket().expiresAt())) {
      return Optional.empty();
    }
    viewers.seen(found.seat());
    return Optional.of(found);
  }

  /** Which item a ticket lets its holder see; empty where it holds no more. */
  public Optional<String> itemOf(String sealed) {
    return find(sealed).map(known -> known.ticket().itemId());
  }

  /** Ends the tickets of a session at once on this node. */
  public void forget(String sessionId) {
    viewers.leave(sessionId);
    known.asMap().values().removeIf(k -> k != null && k.ticket().sessionId().equals(sessionId));
  }

  private @Nullable Known load(String sealed) {
    Ticket ticket = seal.open(sealed).orElse(null);
    if (ticket == null || !clock.instant().isBefore(ticket.expiresAt())) {
      return null;
    }
    Caller caller = sessions.find(ticket.sessionId());
    return caller == null ? null : new Known(ticket, caller, viewers.seat(sealed, ticket));
  }
}
