package medianest.loadtest.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The universal scalability law (Gunther 2007): X(N) = λN / (1 + σ(N − 1) + κN(N − 1)), the
 * throughput at so many at once; σ is what has to wait for its turn, κ what has to agree with all
 * others.
 *
 * <p>N / X is a sum of 1, N − 1 and N(N − 1) with the factors 1/λ, σ/λ and κ/λ, so the fit is one
 * of least squares, of relative errors, in three unknowns none of which may be negative; no search
 * for a minimum is needed. Intervals come of residuals drawn again (bootstrap).
 *
 * @param lambda throughput of one alone
 * @param kappaLow where κ begins, with a certainty of 95 %
 * @param rSquared how much of the throughput's variance it explains
 * @param measuredTo the highest N of the measurements
 */
public record Usl(
    double lambda,
    double sigma,
    double kappa,
    double kappaLow,
    double kappaHigh,
    double rSquared,
    double measuredTo) {

  private static final int LEAST_POINTS = 6;
  private static final int DRAWS = 500;
  private static final double LEAST_R_SQUARED = 0.95;

  /** An extrapolation reaches at most this many times as far as what was measured. */
  private static final double REACH = 2;

  /** So many at once, and the throughput that came of it. */
  public record Point(double at, double perSecond) {}

  /** Empty with fewer than six measurements, or where they do not determine it. */
  public static Optional<Usl> fit(List<Point> points) {
    if (points.size() < LEAST_POINTS) {
      return Optional.empty();
    }
    double[] best = factors(points);
    if (best[0] <= 0) {
      return Optional.empty();
    }
    double[] kappas = kappas(points, best);
    double measuredTo = points.stream().mapToDouble(Point::at).max().orElse(0);
    return Optional.of(
        new Usl(
            1 / best[0],
            best[1] / best[0],
            best[2] / best[0],
            kappas[DRAWS / 40],
            kappas[DRAWS - 1 - DRAWS / 40],
            rSquared(points, best),
            measuredTo));
  }

  /** The throughput at so many at once. */
  public double throughput(double at) {
    return lambda * at / (1 + sigma * (at - 1) + kappa * at * (at - 1));
  }

  /**
   * Where more at once carry less. Empty where the measurements do not say: no knee was seen yet,
   * it would lie too far beyond them, or the law does not describe them.
   */
  public Optional<Double> knee() {
    if (rSquared < LEAST_R_SQUARED || kappaLow <= 0 || kappa <= 0 || sigma >= 1) {
      return Optional.empty();
    }
    double knee = Math.sqrt((1 - sigma) / kappa);
    return knee > REACH * measuredTo ? Optional.empty() : Optional.of(knee);
  }

  private static double[] kappas(List<Point> points, double[] best) {
    SplittableRandom random = new SplittableRandom(1);
    double[] errors =
        points.stream().mapToDouble(each -> each.perSecond() / value(best, each.at())).toArray();
    double[] kappas = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      List<Point> drawn = new ArrayList<>();
      for (Point each : points) {
        double error = errors[random.nextInt(errors.length)];
        drawn.add(new Point(each.at(), value(best, each.at()) * error));
      }
      double[] again = factors(drawn);
      kappas[i] = again[0] <= 0 ? 0 : again[2] / again[0];
    }
    Arrays.sort(kappas);
    return kappas;
  }

  private static double value(double[] factors, double at) {
    return at / (factors[0] + factors[1] * (at - 1) + factors[2] * at * (at - 1));
  }

  private static double rSquared(List<Point> points, double[] factors) {
    double mean = points.stream().mapToDouble(Point::perSecond).average().orElse(0);
    double unexplained = 0;
    double all = 0;
    for (Point each : points) {
      unexplained += Math.pow(each.perSecond() - value(factors, each.at()), 2);
      all += Math.pow(each.perSecond() - mean, 2);
    }
    return all == 0 ? 0 : 1 - unexplained / all;
  }

  /** The factors of the least error with none below 0: the best of all that leave some at 0. */
  private static double[] factors(List<Point> points) {
    double[] best = new double[3];
    double least = Double.POSITIVE_INFINITY;
    for (int used = 1; used < 8; used++) {
      double[] tried = solved(points, used);
      double error = tried.length == 0 ? Double.POSITIVE_INFINITY : error(points, tried);
      if (error < least * (1 - 1e-9)) {
        least = error;
        best = tried;
      }
    }
    return best;
  }

  private static double error(List<Point> points, double[] factors) {
    return points.stream()
        .mapToDouble(each -> {
          double left = factors[0] + factors[1] * (each.at() - 1);
          left += factors[2] * each.at() * (each.at() - 1);
          return Math.pow(left * each.perSecond() / each.at() - 1, 2);
        })
        .sum();
  }

  /** Least squares of the factors whose bits are set; empty where one would be negative. */
  private static double[] solved(List<Point> points, int used) {
    double[][] rows = new double[3][4];
    for (Point each : points) {
      double weight = each.perSecond() / each.at();
      double[] terms = {1, each.at() - 1, each.at() * (each.at() - 1)};
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          rows[i][j] += terms[i] * terms[j] * weight * weight;
        }
        rows[i][3] += terms[i] * weight;
      }
    }
    for (int i = 0; i < 3; i++) {
      if ((used & 1 << i) == 0) {
        rows[i] = new double[4];
        rows[0][i] = 0;
        rows[1][i] = 0;
        rows[2][i] = 0;
        rows[i][i] = 1;
      }
    }
    return eliminated(rows);
  }

  /** Gauss and Jordan, with the largest pivot. */
  private static double[] eliminated(double[][] rows) {
    for (int column = 0; column < 3; column++) {
      int pivot = column;
      for (int i = column + 1; i < 3; i++) {
        pivot = Math.abs(rows[i][column]) > Math.abs(rows[pivot][column]) ? i : pivot;
      }
      double[] row = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = row;
      if (Math.abs(row[column]) < 1e-300) {
        return new double[0];
      }
      for (int i = 0; i < 3; i++) {
        double factor = i == column ? 0 : rows[i][column] / row[column];
        for (int j = column; j < 4 && factor != 0; j++) {
          rows[i][j] -= factor * row[j];
        }
      }
    }
    double[] solved = new double[3];
    for (int i = 0; i < 3; i++) {
      solved[i] = rows[i][3] / rows[i][i];
      if (solved[i] < 0) {
        return new double[0];
      }
    }
    return solved;
  }
}
