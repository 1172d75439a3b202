package medianest.stream;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import medianest.http.Problem;

/**
 * Who watches at present, and whether there is room for one more. A ticket is a viewer from its
 * making until nothing was asked for under it for a while; whoever has a ticket is served, however
 * many there are, so that nobody's picture stops for the sake of somebody new.
 */
public final class Viewers {

  /** A player with a full buffer of 30 s asks for nothing for so long. */
  private static final Duration PRESENT = Duration.ofSeconds(45);

  /** A player asks every few seconds; one that did not has gone on to something else. */
  private static final Duration LEFT = Duration.ofSeconds(10);

  private static final int RETRY_SECONDS = 15;

  private final InstantSource clock;
  private final Map<String, Seat> seats = new ConcurrentHashMap<>();
  private volatile IntSupplier limit;

  Viewers(InstantSource clock, int limit) {
    this.clock = clock;
    this.limit = () -> limit;
  }

  /** One viewer. */
  static final class Seat {
    private final String session;
    private final String item;
    private volatile long seenMillis;

    private Seat(Ticket ticket, long nowMillis) {
      this.session = ticket.sessionId();
      this.item = ticket.itemId();
      this.seenMillis = nowMillis;
    }
  }

  /** How many there may be; 0 for no limit. */
  public void limitBy(IntSupplier most) {
    limit = most;
  }

  /** How many there are. */
  public int count() {
    forgetGone();
    return seats.size();
  }

  /** The most there may be at present; 0 for no limit. */
  public int limit() {
    return limit.getAsInt();
  }

  /**
   * Makes room for a new ticket.
   *
   * @throws Problem 503 where there is none
   */
  synchronized void admit(String sealed, Ticket ticket) {
    long now = clock.millis();
    int most = limit.getAsInt();
    if (most > 0) {
      seats.values().removeIf(seat -> goneOn(seat, ticket, now));
      if (count() >= most) {
        throw Problem.busy(
            RETRY_SECONDS,
            "This server carries "
                + most
                + (most == 1 ? " viewer" : " viewers")
                + " at once, and all places are taken; please try again in a moment.");
      }
    }
    seats.put(sealed, new Seat(ticket, now));
  }

  /** The place of a ticket that is used; taken again where it was given up. */
  Seat seat(String sealed, Ticket ticket) {
    return seats.computeIfAbsent(sealed, ignored -> new Seat(ticket, clock.millis()));
  }

  /** Something was asked for by this viewer. */
  void seen(Seat seat) {
    seat.seenMillis = clock.millis();
  }

  /** Ends the places of a session. */
  void leave(String session) {
    seats.values().removeIf(seat -> seat.session.equals(session));
  }

  /** Whether the same person had begun the same, or something else and left it. */
  private static boolean goneOn(Seat seat, Ticket next, long nowMillis) {
    return seat.session.equals(next.sessionId())
        && (seat.item.equals(next.itemId()) || nowMillis - seat.seenMillis > LEFT.toMillis());
  }

  private void forgetGone() {
    long earliest = clock.millis() - PRESENT.toMillis();
    seats.values().removeIf(seat -> seat.seenMillis < earliest);
  }
}
