package medianest.users;

/** Why an account cannot be made or changed so; the message is one sentence for a person. */
public final class AccountProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AccountProblem(String sentence) {
    super(sentence);
  }
}
