package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypingTest {

  @ParameterizedTest
  @CsvSource({
    "storm, storm, 0",
    "strom, storm, 1",
    "stom, storm, 1",
    "stoorm, storm, 1",
    "starm, storm, 1",
    "mrots, storm, 4",
    "'', storm, 5",
    "harbor, harbour, 1",
  })
  void countsSlips(String typed, String word, int slips) {
    assertThat(Typing.slips(typed, word)).isEqualTo(slips);
    assertThat(Typing.slips(word, typed)).isEqualTo(slips);
  }

  @ParameterizedTest
  @CsvSource({
    "strom, storm, true",
    "matrx, matrix, true",
    "lantrn, lantern, true",
    "lanrt, lanterns, true",
    "libsno, lisbon, false",
    "ab, ac, false",
    "harbuor, harbour, true",
    "lighthuose, lighthouse, true",
    "storm, house, false",
  })
  void tellsWhatMayBeMeant(String typed, String word, boolean may) {
    assertThat(Typing.mayMean(typed, word)).isEqualTo(may);
  }
}
