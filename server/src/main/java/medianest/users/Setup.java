package medianest.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The way to the first account: whoever has the token, which only the server's own output shows,
 * makes it. There is no account and no password that a server comes with.
 */
public final class Setup {

  private static final int TOKEN_BYTES = 16;

  private final Accounts accounts;
  private final String token;

  /** Until it is asked for: the start need not wait for the first statement. */
  private volatile boolean needed = true;

  private Setup(Accounts accounts, String token) {
    this.accounts = accounts;
    this.token = token;
  }

  /** With a token of its own. */
  public static Setup of(Accounts accounts) {
    byte[] secret = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new Setup(accounts, token);
  }

  /** The token for the link in the banner; empty once there is an account. */
  public Optional<String> token() {
    return needed() ? Optional.of(token) : Optional.empty();
  }

  /** Makes {@code admin} with the password that the environment gave, if there is no account. */
  public void withPassword(String password) {
    if (needed()) {
      accounts.addFirst("admin", password);
      needed = false;
    }
  }

  /** Whether there is no account yet; asks the database for as long as there is none. */
  boolean needed() {
    // Another node, or the command line, may have made one.
    if (needed && !accounts.none()) {
      needed = false;
    }
    return needed;
  }

  boolean accepts(String offered) {
    return MessageDigest.isEqual(
        offered.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty where somebody else was faster. */
  Optional<User> finish(String name, String password) {
    Optional<User> first = accounts.addFirst(name, password);
    needed = false;
    return first;
  }
}
