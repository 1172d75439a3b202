package medianest.loadtest.engine;

import medianest.loadtest.plan.Threshold;

/** What a stored run measured. */
@FunctionalInterface
public interface Baseline {

  /** There is none: nothing that is relative to it can hold. */
  Baseline NONE = threshold -> Double.NaN;

  /** The same figure of the stored run; NaN where it has none. */
  double value(Threshold threshold);
}
