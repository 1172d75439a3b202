package medianest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import medianest.stream.PartName.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PartNameTest {

  private static final Optional<Integer> NONE = Optional.empty();

  @Test
  void understandsWhatPlaylistsName() {
    assertThat(PartName.parse("media.m3u8")).contains(new PartName(Kind.PLAYLIST, 0));
    assertThat(PartName.parse("iframes.m3u8")).contains(new PartName(Kind.KEY_PLAYLIST, 0));
    assertThat(PartName.parse("init.mp4")).contains(new PartName(Kind.INIT, 0));
    assertThat(PartName.parse("text.vtt")).contains(new PartName(Kind.TEXT, 0));
    assertThat(PartName.parse("seg_0.m4s")).contains(new PartName(Kind.SEGMENT, 0));
    assertThat(PartName.parse("key_1234567.m4s")).contains(new PartName(Kind.KEY, 1_234_567));
    assertThat(PartName.parse("text_7.vtt")).contains(new PartName(Kind.TEXT_WINDOW, 7));
    assertThat(PartName.parse("pictures_7.sup")).contains(new PartName(Kind.PICTURES_WINDOW, 7));
    assertThat(PartName.parse("text.ass")).contains(new PartName(Kind.STYLED, 0));
    assertThat(PartName.parse("fonts.json")).contains(new PartName(Kind.FONTS, 0));
    assertThat(PartName.parse("font_12")).contains(new PartName(Kind.FONT, 12));
    assertThat(PartFolder.parse("t0")).contains(new PartFolder("t0", 0, false, NONE));
    assertThat(PartFolder.parse("t12-v720")).contains(new PartFolder("t12-v720", 12, true, NONE));
    assertThat(PartFolder.parse("t0-v720-s3"))
        .contains(new PartFolder("t0-v720-s3", 0, true, Optional.of(3)));
    assertThat(PartFolder.parse("t1-aac")).contains(new PartFolder("t1-aac", 1, true, NONE));
    assertThat(PartFolder.parse("t1-aac6")).contains(new PartFolder("t1-aac6", 1, true, NONE));
    assertThat(PartFolder.parse("t1-aac-s3")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "../init.mp4",
        "init.mp4/..",
        "%2e%2e",
        "..%5Cinit.mp4",
        "seg_.m4s",
        "seg_-1.m4s",
        "seg_01.m4s",
        "seg_12345678.m4s",
        "seg_1.m4s\n",
        "seg_1.m4s\0",
        "seg_1.mp4",
        "seg_1.vtt",
        "seg_1",
        "text_1.m4s",
        "text_1",
        "font_1.vtt",
        "font_x",
        "SEG_1.m4s",
        "seg_١.m4s",
        "C:\\init.mp4",
        "/etc/passwd",
        "media.m3u8;x",
        "text.vtt?x"
      })
  void everythingElseIsNoName(String name) {
    assertThat(PartName.parse(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "t", "0", "t-1", "t01", "t1000", "t1/..", "T1", "t1\n"})
  void everythingElseIsNoTrack(String name) {
    assertThat(PartFolder.parse(name)).isEmpty();
  }
}
