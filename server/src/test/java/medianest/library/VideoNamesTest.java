package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.mkv", "a.mk3d", "a.MP4", "a.m4v", "a.Mov", "a.avi", "a.webm", "a.wmv", "a.asf", "a.flv",
        "a.f4v", "a.ts", "a.m2ts", "a.mts", "a.m2t", "a.tp", "a.mpg", "a.mpeg", "a.mpe", "a.m2v",
        "a.vob", "a.ogv", "a.ogm", "a.3gp", "a.3g2", "a.divx", "a.xvid", "a.rm", "a.rmvb", "a.dv",
        "a.mxf", "a.nuv", "a.wtv", "a.dvr-ms", "VTS_01_1.VOB", "Some.Film.(2001).mkv", "x.y.z.m4a"
      })
  void looksAtVideo(String name) {
    assertThat(VideoNames.worthALook(name)).isTrue();
  }

  /** Pointers lead anywhere, and images of discs hold file systems: neither is opened. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.strm",
        "a.iso",
        "a.img",
        "a.nfo",
        "a.srt",
        "a.jpg",
        "a.txt",
        "a.m3u8",
        "a.url",
        "mkv",
        ".mkv",
        "a.mkv.part",
        "a.mkv~",
        "a.exe",
        "a.zip",
        "a.svg",
        "noextension",
        "a.mkv.torrent"
      })
  void leavesTheRest(String name) {
    assertThat(VideoNames.worthALook(name)).isFalse();
  }
}
