package medianest.media.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import medianest.media.corpus.Corpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubtitleFilesTest {

  private static final Cue FIRST = new Cue(0, 1_234_000, "This is the first subtitle.");
  private static final Cue SECOND =
      new Cue(
          2_345_000, 3_456_000, "This is the second subtitle.\nSecond subtitle with second line.");
  private static final Cue THIRD =
      new Cue(7_204_567_000L, 7_208_901_000L, "This is the third subtitle.");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "typical",
        "typical_extra_blank_line",
        "typical_missing_sequence",
        "typical_utf16be",
        "typical_utf16le",
        "typical_with_byte_order_mark"
      })
  void readsSubRip(String name) throws IOException {
    assertThat(SubRip.cues(media3("subrip/" + name))).startsWith(FIRST, SECOND).hasSize(3);
  }

  @Test
  void leavesOutCuesOfSubRipWithoutTimes() throws IOException {
    assertThat(SubRip.cues(media3("subrip/typical_missing_timecode")))
        .extracting(Cue::text)
        .contains("This is the first subtitle.", "This is the third subtitle.")
        .doesNotContain("This is the fourth subtitle.", "This is the fifth subtitle.");
    assertThat(SubRip.cues(media3("subrip/typical_bad_timestamps"))).containsExactly(FIRST);
    assertThat(SubRip.cues(media3("subrip/typical_negative_timestamps"))).containsExactly(THIRD);
  }

  @Test
  void readsTimesOfSubRipWithoutHoursOrFractions() throws IOException {
    assertThat(SubRip.cues(media3("subrip/typical_no_hours_and_millis")))
        .extracting(Cue::startUs)
        .containsExactly(0L, 2_000_000L, 7_204_567_000L);
  }

  @Test
  void takesSettingsOutOfTheTextOfSubRip() throws IOException {
    List<Cue> cues = SubRip.cues(media3("subrip/typical_with_tags"));

    assertThat(cues.get(0).text()).isEqualTo("This is  the first subtitle.");
    assertThat(cues.get(3).text()).contains("{ \\an2} is not a valid tag");
    assertThat(cues.get(4).text())
        .isEqualTo("This  is the fifth subtitle with multiple  valid  tags.");
    assertThat(cues.get(13).place()).isEqualTo("line:0 position:100% align:end");
    assertThat(cues.get(8).place()).isEqualTo("line:50% position:0% align:start");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"typical", "typical_with_identifiers", "typical_with_comments", "with_bom"})
  void readsWebVtt(String name) throws IOException {
    assertThat(WebVtt.cues(media3("webvtt/" + name)))
        .startsWith(FIRST)
        .extracting(Cue::text)
        .contains("This is the second subtitle.");
  }

  @Test
  void readsWhatSurroundsABadCueOfWebVtt() throws IOException {
    assertThat(WebVtt.cues(media3("webvtt/with_bad_cue_header")))
        .extracting(Cue::text)
        .containsExactly("This is the first subtitle.", "This is the third subtitle.");
  }

  @Test
  void endsACueOfWebVttAtTheNextOne() throws IOException {
    assertThat(WebVtt.cues(media3("webvtt/with_consecutive_cues"))).hasSizeGreaterThan(1);
  }

  @Test
  void keepsPlainMarkupOfWebVttOnly() throws IOException {
    assertThat(WebVtt.cues(media3("webvtt/with_tags")))
        .extracting(Cue::text)
        .containsExactly(
            "This is the <i>first</i> subtitle.",
            "This is the <b><i>second</i></b> subtitle.",
            "This is the third subtitle.",
            "This is the &lt;fourth&gt; &amp;subtitle.");
  }

  @Test
  void keepsSettingsThatWebVttKnows() throws IOException {
    assertThat(WebVtt.cues(media3("webvtt/with_vertical")))
        .extracting(Cue::place)
        .containsExactly("vertical:rl", "vertical:lr", "");
    byte[] odd =
        "WEBVTT\n\n00:01.000 --> 00:02.000 line:10% evil:<b> align:middle\nText\n"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(WebVtt.cues(odd)).extracting(Cue::place).containsExactly("line:10% align:center");
  }

  @Test
  void readsTimesOfManyHours() throws IOException {
    assertThat(WebVtt.cues(media3("webvtt/with_x-timestamp-map_header")))
        .extracting(Cue::startUs)
        .first()
        .isEqualTo((((266L * 60 + 18) * 60 + 35) * 1000 + 679) * 1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"typical", "typical_utf16be", "typical_utf16le"})
  void readsSubStation(String name) throws IOException {
    assertThat(SubStation.cues(media3("ssa/" + name)))
        .extracting(Cue::text)
        .containsExactly(
            "This is the first subtitle.",
            "This is the second subtitle\nwith a newline\nand another.",
            "This is the third subtitle, with a comma.");
    assertThat(SubStation.cues(media3("ssa/" + name)).get(2))
        .extracting(Cue::startUs, Cue::endUs)
        .containsExactly(4_560_000L, 8_900_000L);
  }

  @Test
  void ordersCuesOfSubStationByTime() throws IOException {
    assertThat(SubStation.cues(media3("ssa/overlapping_timecodes")))
        .hasSize(7)
        .extracting(Cue::startUs)
        .isSorted();
  }

  @Test
  void placesCuesOfSubStationByStyleAndOverride() throws IOException {
    List<Cue> cues = SubStation.cues(media3("ssa/positioning"));

    assertThat(cues).extracting(Cue::text).first().isEqualTo("First subtitle.");
    assertThat(cues).extracting(Cue::place).first().isEqualTo("line:50% position:0% align:start");
    assertThat(cues).extracting(Cue::place).last().isEqualTo("line:0 position:100% align:end");
    assertThat(cues.get(4).place()).isEmpty();
  }

  @Test
  void keepsItalicsOfSubStationAndNoDrawings() {
    String file =
        """
        [Events]
        Format: Start, End, Text
        Dialogue: 0:00:01.00,0:00:02.00,{\\i1}slanted{\\i0} and {\\b1}fat <script>
        Dialogue: 0:00:03.00,0:00:04.00,{\\p1}m 0 0 l 100 0 100 100{\\p0}
        """;

    assertThat(SubStation.cues(file.getBytes(StandardCharsets.UTF_8)))
        .extracting(Cue::text)
        .containsExactly("<i>slanted</i> and <b>fat &lt;script&gt;</b>");
  }

  @Test
  void readsStylesOfTimedText() throws IOException {
    assertThat(TimedText.text(media3("tx3g/sample_with_multiple_styl")))
        .isEqualTo("<i>Line </i>2\n<u>Line </u>3");
    assertThat(TimedText.text(media3("tx3g/sample_with_styl_all_defaults"))).isEqualTo("CC Test");
    assertThat(TimedText.text(media3("tx3g/sample_with_styl_end_too_large")))
        .isEqualTo("<b><i><u>CC 🙂</u></i></b>");
    assertThat(TimedText.text(media3("tx3g/sample_with_styl_start_too_large"))).isEqualTo("CC 🙂");
  }

  private static byte[] media3(String name) throws IOException {
    return Files.readAllBytes(Corpus.path("media3/" + name));
  }
}
