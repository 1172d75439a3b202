package medianest.loadtest.viewer;

/**
 * The buffer of a player over time. What a viewer feels is not how long a segment took but whether
 * it came before the buffer ran out; so this, and no latency, says whether they were served.
 */
final class Playout {

  /** hls.js stops fetching at this. */
  static final double MOST_SECONDS = 30;

  /** After a stall so much must be there before it goes on. */
  private static final double RESUME_SECONDS = 2;

  private final double startupSeconds;
  private long lastNanos;
  private double buffer;
  private boolean playing;
  private boolean started;
  private double played;
  private double stalled;
  private int rebuffers;

  Playout(double startupSeconds, long nowNanos) {
    this.startupSeconds = startupSeconds;
    this.lastNanos = nowNanos;
  }

  /** Lets the time pass up to now. */
  void advance(long nowNanos) {
    double elapsed = (nowNanos - lastNanos) / 1e9;
    lastNanos = nowNanos;
    if (!playing) {
      stalled += started ? elapsed : 0;
      return;
    }
    double shown = Math.min(buffer, elapsed);
    buffer -= shown;
    played += shown;
    if (shown < elapsed) {
      stalled += elapsed - shown;
      rebuffers++;
      playing = false;
    }
  }

  /** A segment has come. True if playing begins with it for the first time. */
  boolean add(double seconds, boolean last, long nowNanos) {
    advance(nowNanos);
    buffer += seconds;
    boolean first = !started;
    if (!playing && (last || buffer >= (first ? startupSeconds : RESUME_SECONDS))) {
      playing = true;
      started = true;
    }
    return first && started;
  }

  /** A jump: what is buffered is of no use, and the wait that follows was asked for. */
  void jump(long nowNanos) {
    advance(nowNanos);
    buffer = 0;
    playing = false;
    started = false;
  }

  double buffer() {
    return buffer;
  }

  boolean playing() {
    return playing;
  }

  double played() {
    return played;
  }

  double stalled() {
    return stalled;
  }

  int rebuffers() {
    return rebuffers;
  }
}
