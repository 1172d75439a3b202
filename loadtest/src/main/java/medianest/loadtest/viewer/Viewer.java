package medianest.loadtest.viewer;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import medianest.loadtest.http.Answer;
import medianest.loadtest.http.Call;
import medianest.loadtest.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who watches: fetches ahead into a buffer of 30 s, which drains while it plays, chooses
 * the quality, jumps now and then, and goes when they have seen enough.
 */
public final class Viewer {

  /** No longer at a time, so that a viewer who is to go does not keep the run waiting. */
  private static final double NAP_SECONDS = 1;

  /** A viewing that goes on for longer than a phase belongs to each phase in part. */
  private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What a segment must be, by its address without the ticket; the first who came knows. */
  private static final Map<String, Long> CONTENT = new ConcurrentHashMap<>();

  private static final int MOST_CONTENT = 10_000;

  private final Step.Watch how;
  private final Fetch fetch;
  private final Map<String, String> headers;
  private final SplittableRandom random;
  private final BooleanSupplier goesOn;
  private final Consumer<Viewing> told;
  private final Line line;
  private final Line.Bucket bucket;
  private final Abr abr;
  private final long askedNanos = System.nanoTime();
  private long startupNanos = -1;
  private long segments;
  private long misses;
  private int switches;
  private long bytes;
  private Viewing before = Viewing.NOTHING;
  private long toldNanos = askedNanos;

  /**
   * Makes a viewer.
   *
   * @param variables with the token to sign in with
   * @param told hears again and again what was met since the last time
   */
  public Viewer(
      Step.Watch how,
      Fetch fetch,
      Map<String, String> variables,
      SplittableRandom random,
      BooleanSupplier goesOn,
      Consumer<Viewing> told) {
    this.how = how;
    this.fetch = fetch;
    this.headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + variables.getOrDefault("token", ""));
    this.random = random;
    this.goesOn = goesOn;
    this.told = told;
    this.line = Line.named(how.line());
    this.bucket = line.bucket();
    this.abr = Abr.named(how.abr());
  }

  /** Watches to the end. */
  public void watch() {
    Playout playout = new Playout(how.hls() ? 1 : 2, askedNanos);
    String error = null;
    try {
      line.roundTrip();
      Programme programme = Programme.choose(fetch, headers, how.hls(), random);
      for (String init : programme.inits()) {
        piece(new Programme.Piece(0, init, null), "init");
      }
      play(programme, playout);
    } catch (IOException | Programme.Unplayable e) {
      error = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    playout.advance(System.nanoTime());
    tell(playout, error);
  }

  private void tell(Playout playout, @Nullable String error) {
    Viewing now =
        new Viewing(
            startupNanos,
            playout.played(),
            playout.stalled(),
            playout.rebuffers(),
            segments,
            misses,
            switches,
            bytes,
            error);
    told.accept(now.since(before));
    before = now;
    toldNanos = System.nanoTime();
  }

  private void play(Programme programme, Playout playout)
      throws IOException, Programme.Unplayable, InterruptedException {
    int quality = 0;
    int at = 0;
    List<Programme.Piece> pieces = programme.pieces().getFirst();
    while (at < pieces.size() && wanted(playout)) {
      if (seeks(pieces.get(at).seconds())) {
        at = random.nextInt(pieces.size());
        playout.jump(System.nanoTime());
      }
      int next = abr.choose(programme.bandwidths(), quality, playout.buffer());
      switches += next == quality || at == 0 ? 0 : 1;
      quality = next;
      pieces = programme.pieces().get(quality);
      segment(programme, pieces.get(at), at, at + 1 == pieces.size(), playout);
      at++;
      tellNowAndThen(playout);
      rest(playout);
    }
    // The rest of the buffer is watched, as far as there is time for it.
    while (playout.buffer() > 0 && playout.playing() && wanted(playout)) {
      nap(playout, playout.buffer());
    }
  }

  private boolean wanted(Playout playout) {
    return goesOn.getAsBoolean() && playout.played() < how.length().toNanos() / 1e9;
  }

  private boolean seeks(double seconds) {
    return random.nextDouble() < how.seeksPerMinute() * seconds / 60;
  }

  private void segment(
      Programme programme, Programme.Piece piece, int at, boolean last, Playout playout)
      throws IOException, Programme.Unplayable {
    long asked = System.nanoTime();
    playout.advance(asked);
    boolean due = playout.playing();
    double deadline = playout.buffer();
    long got = piece(piece, "segment");
    double took = (System.nanoTime() - asked) / 1e9;
    abr.observe(got, took);
    if (at < programme.sound().size()) {
      piece(programme.sound().get(at), "sound");
    }
    long now = System.nanoTime();
    segments++;
    misses += due && (now - asked) / 1e9 > deadline ? 1 : 0;
    if (playout.add(piece.seconds(), last, now) && startupNanos < 0) {
      startupNanos = now - askedNanos;
    }
  }

  private long piece(Programme.Piece piece, String kind) throws IOException, Programme.Unplayable {
    line.roundTrip();
    String range = piece.range();
    BoxCheck check = new BoxCheck(bucket);
    Call call = Call.get(piece.path(), range == null ? Map.of() : Map.of("Range", range));
    Answer answer = fetch.send(kind, call, false, range == null ? check : bucket);
    bytes += answer.bodyBytes();
    String wrong = wrong(piece, answer, check);
    if (wrong != null) {
      throw new Programme.Unplayable(kind + ": " + wrong);
    }
    return answer.bodyBytes();
  }

  private static @Nullable String wrong(Programme.Piece piece, Answer answer, BoxCheck check) {
    if (answer.status() != (piece.range() == null ? 200 : 206)) {
      return "status " + answer.status();
    }
    if (piece.range() != null) {
      return null;
    }
    if (!check.whole()) {
      return "its boxes do not end where it ends";
    }
    return same(piece.path(), check.sum())
        ? null
        : "the content of " + content(piece.path()) + " is not what it was";
  }

  private static boolean same(String path, long sum) {
    if (CONTENT.size() >= MOST_CONTENT) {
      return true;
    }
    Long known = CONTENT.putIfAbsent(content(path), sum);
    return known == null || known == sum;
  }

  /** Addresses are /stream/TICKET/PLAN/TRACK/FILE: what follows the ticket names the content. */
  private static String content(String path) {
    String[] parts = path.split("/", 4);
    return parts[parts.length - 1];
  }

  /** Waits while the buffer is full. */
  private void rest(Playout playout) throws InterruptedException {
    playout.advance(System.nanoTime());
    while (playout.buffer() > Playout.MOST_SECONDS && wanted(playout)) {
      nap(playout, playout.buffer() - Playout.MOST_SECONDS);
    }
  }

  /** Each waking costs a core some of the viewers that it could have carried. */
  private void nap(Playout playout, double seconds) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(1 + (long) (Math.min(seconds, NAP_SECONDS) * 1e9));
    playout.advance(System.nanoTime());
    tellNowAndThen(playout);
  }

  private void tellNowAndThen(Playout playout) {
    if (System.nanoTime() - toldNanos > TELL_NANOS) {
      tell(playout, null);
    }
  }
}
