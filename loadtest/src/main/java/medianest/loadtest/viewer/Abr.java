package medianest.loadtest.viewer;

import java.util.List;

/** Which quality is fetched next. */
sealed interface Abr {

  /**
   * The index of the variant.
   *
   * @param bandwidths of all variants in bits per second, the lowest first
   */
  int choose(List<Long> bandwidths, int current, double bufferSeconds);

  /** A segment of so many bytes took so long. */
  default void observe(long bytes, double seconds) {}

  static Abr named(String name) {
    return switch (name) {
      case "highest" -> new Fixed(Integer.MAX_VALUE);
      case "lowest" -> new Fixed(0);
      case "buffer" -> new Buffer();
      default -> new Throughput();
    };
  }

  /** Always the same. */
  record Fixed(int wanted) implements Abr {
    @Override
    public int choose(List<Long> bandwidths, int current, double bufferSeconds) {
      return Math.min(wanted, bandwidths.size() - 1);
    }
  }

  /**
   * By what the line carried lately, as hls.js does: the smaller of two exponential means with half
   * lives of 3 and 9 s, of which 95 % may be used to stay and 70 % to go up.
   */
  final class Throughput implements Abr {
    private static final double FAST = 3;
    private static final double SLOW = 9;
    private static final double FIRST_GUESS = 500_000;
    private double fast;
    private double slow;
    private double seen;

    @Override
    public void observe(long bytes, double seconds) {
      double took = Math.max(seconds, 0.001);
      double rate = bytes * 8 / took;
      fast = mean(fast, rate, took, FAST);
      slow = mean(slow, rate, took, SLOW);
      seen += took;
    }

    private static double mean(double before, double rate, double seconds, double halfLife) {
      double keep = Math.pow(0.5, seconds / halfLife);
      return before * keep + rate * (1 - keep);
    }

    private static double corrected(double mean, double seen, double halfLife) {
      return mean / (1 - Math.pow(0.5, seen / halfLife));
    }

    @Override
    public int choose(List<Long> bandwidths, int current, double bufferSeconds) {
      double estimate =
          seen == 0
              ? FIRST_GUESS
              : Math.min(corrected(fast, seen, FAST), corrected(slow, seen, SLOW));
      for (int i = bandwidths.size() - 1; i > 0; i--) {
        if (bandwidths.get(i) <= estimate * (i > current ? 0.7 : 0.95)) {
          return i;
        }
      }
      return 0;
    }
  }

  /** By the buffer alone: BOLA (Spiteri, Urgaonkar, Sitaraman 2016), in its basic form. */
  final class Buffer implements Abr {
    private static final double GAMMA = 5;

    @Override
    public int choose(List<Long> bandwidths, int current, double bufferSeconds) {
      double least = bandwidths.getFirst();
      double top = Math.log(bandwidths.getLast() / least);
      double v = (Playout.MOST_SECONDS - 1) / (top + GAMMA);
      int best = 0;
      double bestScore = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < bandwidths.size(); i++) {
        double utility = Math.log(bandwidths.get(i) / least);
        double score = (v * (utility + GAMMA) - bufferSeconds) / bandwidths.get(i);
        if (score > bestScore) {
          best = i;
          bestScore = score;
        }
      }
      return best;
    }
  }
}
