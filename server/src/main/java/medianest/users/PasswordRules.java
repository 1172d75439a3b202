package medianest.users;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a new password must be (OWASP ASVS 5.0, 6.2): long enough, not among the first that are
 * tried. Composition is not asked for, and nothing is cut off.
 */
final class PasswordRules {

  private static final int SHORTEST = 8;

  /** Hashing takes time with the length, so it must end somewhere. */
  static final int LONGEST = 1024;

  private static final String COMMON = "common-passwords.txt";

  private PasswordRules() {}

  /**
   * Accepts the password.
   *
   * @throws AccountProblem if it is not good enough
   */
  static void require(String password, UserName name) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      throw new AccountProblem("A password must have at least " + SHORTEST + " characters.");
    }
    if (length > LONGEST) {
      throw new AccountProblem("A password can have at most " + LONGEST + " characters.");
    }
    String folded = password.toLowerCase(Locale.ROOT);
    if (folded.equals(name.key()) || common().contains(folded)) {
      throw new AccountProblem(
          "This password is among the first that others would try; choose another.");
    }
  }

  /** Read where it is needed, which is rarely. */
  private static Set<String> common() {
    try (InputStream in = PasswordRules.class.getResourceAsStream(COMMON)) {
      if (in == null) {
        throw new IllegalStateException(COMMON + " is missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
