package medianest.users;

import java.util.Locale;

/** What an account may do. */
public enum Role {
  ADMIN,
  MEMBER;

  /** As it is written outside of Java: in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role that is written so.
   *
   * @throws AccountProblem if there is none
   */
  public static Role of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new AccountProblem("There is no role " + word + "; the roles are admin and member.");
  }
}
