package medianest.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import medianest.media.codec.Codec;
import medianest.media.codec.DolbyVisionConfig;
import medianest.media.io.Bytes;
import medianest.media.segment.Formats;
import medianest.media.segment.SegmentPlan;
import medianest.media.segment.TableIndex;
import medianest.media.segment.TrackSegments;
import medianest.media.track.Colour;
import medianest.media.track.PixelAspect;
import medianest.media.track.Rotation;
import medianest.media.track.SampleFormat;
import medianest.media.track.Samples;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;

final class PlaylistTest {

  private static final SampleFormat.Audio DOLBY =
      new SampleFormat.Audio(
          Codec.EAC3,
          "ec-3",
          Bytes.of(new byte[] {0x14, 0, 0x20, 0x0f, 0, 1, 16}),
          6,
          48_000,
          1536,
          16);

  private final TableIndex index = new TableIndex();

  @Test
  void listsSegmentsWithDurationsThatAddUp() throws Exception {
    Track film = index.add(Formats.avc(), 24_000, Formats.steady(0, 1001, 480, 96, 100));

    String playlist = MediaPlaylist.of(segments(film), 4);

    assertThat(playlist)
        .startsWith("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:4\n")
        .contains("#EXT-X-PLAYLIST-TYPE:VOD\n", "#EXT-X-MAP:URI=\"init.mp4\"\n")
        .contains("#EXTINF:4.004000,\nseg_0.m4s\n#EXTINF:4.004000,\nseg_1.m4s\n")
        .endsWith("seg_4.m4s\n#EXT-X-ENDLIST\n");
    assertThat(sum(playlist)).isEqualByComparingTo("20.02");
  }

  @Test
  void listsKeyFramesForAsLongAsEachStands() throws Exception {
    Track film = index.add(Formats.avc(), 25, Formats.steady(0, 1, 250, 30, 100));

    String playlist = MediaPlaylist.ofKeyFrames(segments(film));

    assertThat(playlist)
        .contains("#EXT-X-I-FRAMES-ONLY\n", "#EXT-X-TARGETDURATION:1\n")
        .contains("#EXTINF:1.200000,\nkey_7.m4s\n#EXTINF:0.400000,\nkey_8.m4s\n");
    assertThat(sum(playlist)).isEqualByComparingTo("10");
  }

  @Test
  void subtitlesAreOneFile() {
    assertThat(MediaPlaylist.ofText(61_500_001))
        .contains("#EXT-X-TARGETDURATION:62\n", "#EXTINF:61.500001,\ntext.vtt\n")
        .doesNotContain("EXT-X-MAP");
  }

  @Test
  void subtitlesOfALongFileAreWindows() {
    String playlist = MediaPlaylist.ofText(150_250_000, 60_000_000);

    assertThat(playlist)
        .contains(
            "#EXT-X-TARGETDURATION:60\n",
            "#EXTINF:60.000000,\ntext_0.vtt\n#EXTINF:60.000000,\ntext_1.vtt\n",
            "#EXTINF:30.250000,\ntext_2.vtt\n#EXT-X-ENDLIST");
    assertThat(sum(playlist)).isEqualByComparingTo("150.25");
    assertThat(MediaPlaylist.textWindows(120_000_000, 60_000_000)).isEqualTo(2);
    assertThat(MediaPlaylist.ofText(5_000_000, 60_000_000)).contains("#EXTINF:5.000000,");
  }

  @Test
  void offersThePictureOnceForEachCodingOfSound() throws Exception {
    index.add(Formats.avc(), 25, Formats.steady(0, 1, 500, 50, 10_000));
    sound(Formats.aac(), "en", "", true);
    sound(Formats.aac(), "de", "Kommentar \"lang\"", false);
    sound(DOLBY, "en", "", false);

    List<String> lines = master();

    assertThat(lines.stream().filter(l -> l.startsWith("#EXT-X-STREAM-INF")))
        .hasSize(2)
        .allMatch(l -> l.contains("RESOLUTION=1280x720,FRAME-RATE=25.000,VIDEO-RANGE=SDR"))
        .satisfiesExactly(
            aac -> assertThat(aac).contains("CODECS=\"avc1.64001f,mp4a.40.2\"", "AUDIO=\"aac\""),
            dolby -> assertThat(dolby).contains("CODECS=\"avc1.64001f,ec-3\"", "AUDIO=\"eac3\""));
    assertThat(lines)
        .contains(
            "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"aac\",NAME=\"English\",LANGUAGE=\"en\",DEFAULT=YES,"
                + "AUTOSELECT=YES,CHANNELS=\"2\",URI=\"p/t1/media.m3u8\"",
            "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"aac\",NAME=\"Kommentar lang\",LANGUAGE=\"de\","
                + "DEFAULT=NO,AUTOSELECT=YES,CHANNELS=\"2\",URI=\"p/t2/media.m3u8\"",
            "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"eac3\",NAME=\"English\",LANGUAGE=\"en\",DEFAULT=YES,"
                + "AUTOSELECT=YES,CHANNELS=\"16/JOC\",URI=\"p/t3/media.m3u8\"");
    assertThat(lines.getLast())
        .startsWith("#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=")
        .endsWith("URI=\"p/t0/iframes.m3u8\"");
  }

  @Test
  void namesOfAGroupDiffer() throws Exception {
    index.add(Formats.avc(), 25, Formats.steady(0, 1, 500, 50, 10_000));
    sound(Formats.aac(), "en", "", true);
    sound(Formats.aac(), "en", "", false);
    sound(Formats.aac(), "und", "", false);

    assertThat(String.join("\n", master()))
        .contains("NAME=\"English\"", "NAME=\"English (2)\"", "NAME=\"Track 4\"")
        .doesNotContain("LANGUAGE=\"und\"");
  }

  @Test
  void soundWithoutAPictureIsAVariantOfItsOwn() throws Exception {
    sound(Formats.aac(), "en", "", true);

    assertThat(master())
        .anyMatch(l -> l.startsWith("#EXT-X-STREAM-INF") && l.contains("CODECS=\"mp4a.40.2\""))
        .contains("p/t0/media.m3u8")
        .noneMatch(l -> l.contains("RESOLUTION") || l.contains("I-FRAME") || l.contains("AUDIO="));
  }

  @Test
  void soundWithoutAPictureIsListedOnceThoughThereIsAChoice() throws Exception {
    sound(Formats.aac(), "en", "", true);
    sound(Formats.aac(), "de", "", false);

    assertThat(String.join("\n", master()))
        .containsOnlyOnce("p/t0/media.m3u8")
        .containsOnlyOnce("p/t1/media.m3u8")
        .contains("AUDIO=\"aac\"");
  }

  @Test
  void offersOnlyWhatTheClientIsToSee() throws Exception {
    index.add(Formats.avc(), 25, Formats.steady(0, 1, 500, 50, 10_000));
    sound(Formats.aac(), "en", "", true);
    sound(DOLBY, "en", "", false);

    String playlist =
        new MultivariantPlaylist(index, SegmentPlan.of(index), "p/")
            .write(t -> t.format().codec() != Codec.EAC3);

    assertThat(playlist).contains("mp4a").doesNotContain("ec-3");
  }

  @Test
  void subtitlesAreAGroupThatEveryVariantNames() throws Exception {
    index.add(Formats.avc(), 25, Formats.steady(0, 1, 500, 50, 10_000));
    index.add(
        new SampleFormat.Text(Codec.SUBRIP, "", Bytes.EMPTY),
        1000,
        Formats.steady(0, 1000, 10, 1, 20),
        "fr",
        "",
        true);

    assertThat(master())
        .contains(
            "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"text\",NAME=\"French\",LANGUAGE=\"fr\","
                + "DEFAULT=YES,AUTOSELECT=YES,FORCED=NO,URI=\"p/t1/media.m3u8\"")
        .anyMatch(l -> l.startsWith("#EXT-X-STREAM-INF") && l.contains("SUBTITLES=\"text\""));
  }

  @Test
  void bandwidthIsThatOfTheWorstWindow() throws Exception {
    int[] sizes = new int[1000];
    long[] offsets = new long[1000];
    long[] times = new long[1000];
    long[] keys = new long[16];
    for (int i = 0; i < 1000; i++) {
      sizes[i] = i >= 400 && i < 500 ? 50_000 : 1_000;
      times[i] = i;
      keys[i / 64] |= i % 50 == 0 ? 1L << (i % 64) : 0;
    }
    Track film = index.add(Formats.avc(), 25, new Samples(offsets, sizes, times, keys, 1000));

    Bandwidth bandwidth = Bandwidth.of(index, segments(film), 4);

    // 100 pictures of 50 kB in 4 s, and the boxes before them.
    assertThat(bandwidth.peak()).isBetween(10_000_000L, 10_010_000L);
    assertThat(bandwidth.average()).isBetween(1_180_000L, 1_190_000L);
  }

  @Test
  void saysWhatRangeAPictureHasAndWhatLiesOverIt() throws Exception {
    DolbyVisionConfig layer = new DolbyVisionConfig(8, 6, false, true, 4);
    byte[] dvvC = new byte[8 + 24];
    dvvC[3] = 32;
    System.arraycopy("dvvC".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, dvvC, 4, 4);
    dvvC[8] = 1;
    int packed = layer.profile() << 9 | layer.level() << 3 | 5;
    dvvC[10] = (byte) (packed >> 8);
    dvvC[11] = (byte) packed;
    dvvC[12] = (byte) (layer.compatibility() << 4);
    SampleFormat.Video hlg =
        new SampleFormat.Video(
            Codec.HEVC,
            "hvc1.2.4.L153.B0",
            Bytes.EMPTY,
            3840,
            2160,
            PixelAspect.SQUARE,
            new Rotation(90, false),
            new Colour(9, 18, 9, false),
            Bytes.of(dvvC));
    index.add(hlg, 25, Formats.steady(0, 1, 100, 50, 10_000));

    assertThat(master())
        .anyMatch(l ->
            l.contains("SUPPLEMENTAL-CODECS=\"dvh1.08.06/db4h\"")
                && l.contains("VIDEO-RANGE=HLG")
                && l.contains("RESOLUTION=2160x3840"));
  }

  @Test
  void everyNameIsRelativeAndMatchesWhatIsServed() throws Exception {
    index.add(Formats.avc(), 25, Formats.steady(0, 1, 500, 50, 10_000));
    sound(Formats.aac(), "en", "", true);

    Pattern uri = Pattern.compile("p/t\\d+/(media|iframes)\\.m3u8");
    assertThat(master().stream().filter(l -> !l.startsWith("#") && !l.isEmpty()))
        .allMatch(l -> uri.matcher(l).matches());
  }

  private void sound(SampleFormat.Audio format, String language, String name, boolean isDefault) {
    index.add(format, 48_000, Formats.steady(0, 1024, 900, 1, 300), language, name, isDefault);
  }

  private List<String> master() throws Exception {
    String playlist = new MultivariantPlaylist(index, SegmentPlan.of(index), "p/").write(t -> true);
    return Arrays.asList(playlist.split("\n", -1)).subList(0, playlist.split("\n", -1).length - 1);
  }

  private TrackSegments segments(Track track) throws Exception {
    return SegmentPlan.of(index).track(track.number()).orElseThrow();
  }

  private static BigDecimal sum(String playlist) {
    return Arrays.stream(playlist.split("\n", -1))
        .filter(l -> l.startsWith("#EXTINF:"))
        .map(l -> new BigDecimal(l.substring(8, l.length() - 1)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
