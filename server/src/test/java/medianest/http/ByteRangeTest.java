package medianest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  private static final long SIZE = 1000;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-, 0, 999",
    "bytes=999-, 999, 999",
    "bytes=10-99, 10, 99",
    "bytes=10-5000, 10, 999",
    "bytes=-1, 999, 999",
    "bytes=-5000, 0, 999",
    "'bytes=  10-99  ', 10, 99",
    "bytes=0-999999999999999999, 0, 999",
  })
  void readsASpan(String header, long first, long last) {
    assertThat(ByteRange.of(header, SIZE))
        .isEqualTo(new ByteRange.Wish.Part(new ByteRange(first, last)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=1000-1001", "bytes=-0"})
  void cannotGiveWhatIsNotThere(String header) {
    assertThat(ByteRange.of(header, SIZE)).isInstanceOf(ByteRange.Wish.Unsatisfiable.class);
  }

  /** RFC 9110 section 14.2: what is not understood is ignored. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=",
        "bytes=-",
        "bytes=5",
        "bytes=9-5",
        "bytes=a-b",
        "bytes=1-2,5-6",
        "bytes=1 -2",
        "bytes=--5",
        "bytes=+1-2",
        "bytes=\u0661-\u0662",
        "bytes=0-9999999999999999999",
        "lines=0-1"
      })
  void ignoresTheRest(String header) {
    assertThat(ByteRange.of(header, SIZE)).isInstanceOf(ByteRange.Wish.Whole.class);
  }

  @Test
  void withoutAHeaderItIsAll() {
    assertThat(ByteRange.of(null, SIZE)).isInstanceOf(ByteRange.Wish.Whole.class);
  }
}
