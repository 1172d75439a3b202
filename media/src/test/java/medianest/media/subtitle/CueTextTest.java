package medianest.media.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CueTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onmouseover=alert(1)>fat</b>",
        "<<script>script>alert(1)",
        "<svg/onload=alert(1)>",
        "<i><a href='javascript:alert(1)'>x</a>",
        "&#60;script&#62;",
        "<scr\0ipt>x",
        "00:01.000 --> 00:02.000"
      })
  void letsNoMarkupThroughButItsOwn(String text) {
    String safe = CueText.ofMarkup(text);

    assertThat(safe.replaceAll("</?(b|i|u|ruby|rt)>", "")).doesNotContain("<", ">", "\0");
    assertThat(safe.replaceAll("&(amp|lt|gt|nbsp|lrm|rlm);", "")).doesNotContain("&");
  }

  @ParameterizedTest
  @CsvSource({
    "<b>a<i>b</b>c</i>, <b>a<i>b</i></b>c",
    "<B>a, <b>a</b>",
    "a</b>, a",
    "a & b &amp; c, a &amp; b &amp; c",
    "1 < 2 > 0, 1 &lt; 2 &gt; 0",
    "<ruby>漢<rt>かん</rt></ruby>, <ruby>漢<rt>かん</rt></ruby>",
    "<v Roger>Hi, Hi"
  })
  void closesAndEscapes(String text, String expected) {
    assertThat(CueText.ofMarkup(text)).isEqualTo(expected);
  }

  @Test
  void emptyLineCannotEndACue() {
    assertThat(CueText.ofMarkup("a\r\n \r\n\nb\n")).isEqualTo("a\nb");
  }

  @Test
  void writesAMapToTheTimelineOfOurSegments() {
    Cue cue = new Cue(3_723_004_000L, 3_724_000_000L, "Hi", "line:0");

    assertThat(WebVtt.write(List.of(cue)))
        .isEqualTo(
            """
            WEBVTT
            X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000

            01:02:03.004 --> 01:02:04.000 line:0
            Hi
            """);
    assertThat(WebVtt.cues(WebVtt.write(List.of(cue)).getBytes(StandardCharsets.UTF_8)))
        .containsExactly(cue);
  }

  @Test
  void readsOldEncodings() {
    assertThat(
            TextBytes.decode(
                "Où ça\r\n".getBytes(java.nio.charset.Charset.forName("windows-1252"))))
        .isEqualTo("Où ça\n");
    assertThat(TextBytes.decode("Où ça".getBytes(StandardCharsets.UTF_8))).isEqualTo("Où ça");
    assertThat(TextBytes.decode(new byte[0])).isEmpty();
  }
}
