package medianest.media.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MicroDvdTest {

  private static List<Cue> cues(String file) {
    return MicroDvd.cues(file.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "{1}{1}25.000, 4000000, 8000000",
    "'{0}{0}25,0', 4000000, 8000000",
    "{1}{1}50, 2000000, 4000000",
    "{1}{1}23.976, 4170838, 8341675",
    "{1}{1}7, 4170833, 8341667",
    "'', 4170833, 8341667",
  })
  void countsByTheRateThatTheFileStates(String first, long startUs, long endUs) {
    assertThat(cues(first + "\n{100}{200}Word")).last().isEqualTo(new Cue(startUs, endUs, "Word"));
  }

  @Test
  void breaksLinesAndStylesThem() {
    assertThat(
            cues(
                """
                {1}{1}25
                {25}{50}{y:i}Slanted|not any more
                {50}{75}{Y:b}Both|lines
                {75}{100}/The older way|plain
                {100}{125}{c:$0000ff}{f:Arial}Red, they say
                """))
        .extracting(Cue::text)
        .containsExactly(
            "<i>Slanted</i>\nnot any more",
            "<b>Both</b>\n<b>lines</b>",
            "<i>The older way</i>\nplain",
            "Red, they say");
  }

  @Test
  void takesSignsForSigns() {
    assertThat(cues("{1}{1}25\n{25}{50}1 < 2 & <b>bold</b>"))
        .extracting(Cue::text)
        .containsExactly("1 &lt; 2 &amp; &lt;b&gt;bold&lt;/b&gt;");
  }

  @Test
  void endsWhatIsNotToldWhenToGo() {
    assertThat(cues("{1}{1}25\n{25}{}Word")).containsExactly(new Cue(1_000_000, 6_000_000, "Word"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain words", "{}{}x", "{9}{3}backwards", "{1}{2}", "{1}x{2}y"})
  void findsNothingInWhatIsNone(String file) {
    assertThat(cues(file)).isEmpty();
  }

  @Test
  void tellsTextFromPictures() {
    assertThat(MicroDvd.isOne("\ufeff{1}{1}25".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(MicroDvd.isOne(new byte[] {0, 0, 1, (byte) 0xba, 0x44})).isFalse();
    assertThat(MicroDvd.isOne(new byte[0])).isFalse();
  }
}
