package medianest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieTest {

  @ParameterizedTest
  @CsvSource({
    "medianest-session=abc, abc",
    "theme=dark; medianest-session=abc, abc",
    "theme=dark;medianest-session=abc;lang=de, abc",
    "'theme=dark;   medianest-session=abc  ; lang=de', abc",
    "medianest-session=; medianest-session=abc, abc",
    "medianest-session=a=b, a=b",
  })
  void isFoundAmongOthers(String header, String token) {
    assertThat(SessionCookie.read(header, false)).isEqualTo(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "medianest-session",
        "medianest-session=",
        "medianest-session=; ",
        "Medianest-Session=abc",
        "xmedianest-session=abc",
        "medianest-session2=abc",
        "theme=medianest-session=abc",
        "__Host-medianest-session=abc"
      })
  void isNotTakenForAnother(String header) {
    assertThat(SessionCookie.read(header, false)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"__Host-medianest-session=abc, abc", "medianest-session=abc,"})
  void underTlsOnlyTheOneThatNobodyElseCouldSet(String header, String token) {
    assertThat(SessionCookie.read(header, true)).isEqualTo(token);
  }
}
