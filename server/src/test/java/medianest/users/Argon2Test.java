package medianest.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Argon2Test {

  private static final Argon2 SMALL = new Argon2(64, 1);

  @Test
  void matchesOnlyThePasswordThatWasHashed() {
    String hash = SMALL.hash("correct horse");
    assertThat(Argon2.matches("correct horse", hash)).isTrue();
    assertThat(Argon2.matches("correct horsf", hash)).isFalse();
    assertThat(Argon2.matches("", hash)).isFalse();
  }

  /** Made by the reference implementation: {@code argon2 somesalt -id -t 2 -m 16 -p 1}. */
  @Test
  void readsWhatOthersHashed() {
    assertThat(
            Argon2.matches(
                "password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                    + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
        .isTrue();
  }

  @Test
  void saltsEachHash() {
    assertThat(SMALL.hash("the same")).isNotEqualTo(SMALL.hash("the same"));
  }

  @Test
  void cutsNothingOff() {
    String common = "x".repeat(200);
    assertThat(Argon2.matches(common + "b", SMALL.hash(common + "a"))).isFalse();
  }

  @Test
  void hasAHashThatNoPasswordHas() {
    assertThat(Argon2.matches("", SMALL.hashOfNothing())).isFalse();
  }

  @Test
  void knowsWhatIsOutdated() {
    assertThat(SMALL.outdated(SMALL.hash("a"))).isFalse();
    assertThat(Argon2.DEFAULT.outdated(SMALL.hash("a"))).isTrue();
    assertThat(Argon2.DEFAULT).isEqualTo(new Argon2(19456, 2));
  }

  @Test
  void refusesAHashThatIsNone() {
    assertThatThrownBy(() -> Argon2.matches("a", "plain"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("plain");
  }
}
