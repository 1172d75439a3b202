package medianest.loadtest.plan;

/** A plan that cannot be run; the message says where it is wrong and what would be right. */
public final class BadPlan extends Exception {

  private static final long serialVersionUID = 1L;

  public BadPlan(String sentence) {
    super(sentence);
  }
}
