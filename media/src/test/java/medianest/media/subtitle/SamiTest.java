package medianest.media.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SamiTest {

  private static List<Cue> cues(String body) {
    String file =
        """
        <SAMI><HEAD><TITLE>A film</TITLE><STYLE TYPE="text/css"><!--
        P { margin-left: 8pt; }
        .KRCC { Name: Korean; lang: ko-KR; }
        --></STYLE></HEAD><BODY>
        """
            + body
            + "</BODY></SAMI>";
    return Sami.cues(file.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void showsEachUntilTheNext() {
    assertThat(
            cues(
                """
                <SYNC Start=1000><P Class=KRCC>First<br>second line
                <SYNC Start=2500><P Class=KRCC>&nbsp;
                <SYNC Start=4000><P Class=KRCC>Then
                <SYNC Start=5000><P Class=KRCC>at once
                """))
        .containsExactly(
            new Cue(1_000_000, 2_500_000, "First\nsecond line"),
            new Cue(4_000_000, 5_000_000, "Then"),
            new Cue(5_000_000, 10_000_000, "at once"));
  }

  @Test
  void takesTheLanguageThatSaysTheMost() {
    assertThat(
            cues(
                """
                <SYNC Start=0><P Class=ENCC>One<P Class=KRCC>하나
                <SYNC Start=1000><P Class=ENCC>Two<P Class=KRCC>&nbsp;
                <SYNC Start=2000><P Class=ENCC>&nbsp;
                """))
        .extracting(Cue::text)
        .containsExactly("One", "Two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<sync start=\"1000\"><p class='krcc'>Word<sync start=\"2000\"><p class='krcc'>&nbsp;",
        "<SYNC End=9 Start = 1000 ><P>Word</P></SYNC><SYNC Start=2000><P></P>",
        "<SYNC Start=1000>Word<SYNC Start=2000>",
        "<SYNC\nStart=1000><P\nClass=KRCC>Word\n<SYNC Start=2000>",
        "<SYNC Start=2000><P>&nbsp;<SYNC Start=1000><P>Word"
      })
  void readsWhatPeopleWrite(String body) {
    assertThat(cues(body)).containsExactly(new Cue(1_000_000, 2_000_000, "Word"));
  }

  @Test
  void keepsNoMarkupButStyles() {
    assertThat(
            cues(
                "<SYNC Start=0><P><font color=red><b>Loud</b></font> <script>x()</script> 1 < 2"
                    + " &lt;b&gt;"))
        .extracting(Cue::text)
        .containsExactly("<b>Loud</b> x() 1 &lt; 2 &lt;b&gt;");
  }

  @Test
  @Timeout(20)
  void readsBeginningsOfTagsInTime() {
    assertThat(cues("<SYNC ".repeat(1_000_000))).isEmpty();
    assertThat(cues("<SYNC Start=1><P Class=".repeat(300_000))).hasSizeLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<SYNC>", "<SYNC Start=99999999999>x", "Start=1 plain words", "<P>x"})
  void findsNothingInWhatIsNone(String body) {
    assertThat(cues(body)).isEmpty();
  }
}
