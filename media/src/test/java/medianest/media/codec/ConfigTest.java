package medianest.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {

  private static Bytes hex(String digits) {
    return Bytes.of(HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  @Test
  void avcNamesItselfByTheThreeBytesAfterTheVersion() throws Exception {
    AvcConfig config = AvcConfig.parse(hex("01 64 00 1f ff e1 0002 6764 01 0001 68"));
    assertThat(config.codecString()).isEqualTo("avc1.64001f");
    assertThat(config.nalLengthSize()).isEqualTo(4);
    assertThat(config.sequenceSets()).containsExactly(hex("6764"));
    assertThat(config.pictureSets()).containsExactly(hex("68"));
  }

  @Test
  void avcThatEndsWithinASetIsBroken() {
    assertThatThrownBy(() -> AvcConfig.parse(hex("01 64 00 1f ff e1 00ff 67")))
        .isInstanceOf(BrokenMedia.class);
  }

  /** The vectors of ISO/IEC 14496-15 annex E.3 and one of the high tier. */
  @ParameterizedTest
  @CsvSource({
    "01 01 60000000 b00000000000 5d, hvc1.1.6.L93.B0",
    "01 22 20000000 900000000000 99, hvc1.2.4.H153.90",
    "01 22 20000000 000000000000 99, hvc1.2.4.H153",
    "01 44 08000000 a00000400000 78, hvc1.A4.10.L120.A0.0.0.40"
  })
  void hevcNamesItselfWithReversedCompatibility(String head, String name) throws Exception {
    Bytes hvcC = hex(head + "f000 fc fd fa fa 0000 0f 00");
    HevcConfig config = HevcConfig.parse(hvcC);
    assertThat(config.codecString()).isEqualTo(name);
    assertThat(config.bitDepth()).isEqualTo(10);
    assertThat(config.nalLengthSize()).isEqualTo(4);
    assertThat(config.hasParameterSets()).isFalse();
  }

  @Test
  void hevcParameterSetsMoveOutOfBand() throws Exception {
    Bytes head = hex("01 01 60000000 b00000000000 5d f000 fc fd f8 f8 0000 0f");
    Bytes hvcC = hex(head + "03 20 0001 0001 40 21 0001 0001 42 22 0001 0001 44");
    HevcConfig config = HevcConfig.parse(hvcC);
    assertThat(config.hasParameterSets()).isTrue();
    HevcConfig again = HevcConfig.parse(HevcConfig.outOfBand(hvcC, config.arrays()));
    assertThat(again.arrays()).allMatch(HevcConfig.Array::complete);
    assertThat(again.units(HevcConfig.SPS)).containsExactly(hex("42"));
  }

  @Test
  void av1NamesItselfWithTwoDigitLevels() throws Exception {
    assertThat(Av1Config.parse(hex("81 08 0c 00")).codecString()).isEqualTo("av01.0.08M.08");
    assertThat(Av1Config.parse(hex("81 0d cc 00")).codecString()).isEqualTo("av01.0.13H.10");
  }

  @Test
  void vp9RoundTrips() throws Exception {
    Bytes box = hex("01000000 02 1f a3 09 10 09 0000");
    Vp9Config config = Vp9Config.parse(box);
    assertThat(config.codecString()).isEqualTo("vp09.02.31.10.01.09.16.09.01");
    assertThat(config.toBox()).isEqualTo(box);
    assertThat(Vp9Config.parse(hex("01000000 00 0a 82 02 02 02 0000")).codecString())
        .isEqualTo("vp09.00.10.08");
  }

  @Test
  void vp9DescribesItselfInItsFirstKeyFrame() throws Exception {
    // Marker 2, profile 0, key frame, shown; sync code; BT.709, limited range; 1920 x 1080.
    Bytes frame = hex("82 498342 20 77f0 4370");
    Vp9Config config = Vp9Config.fromKeyFrame(frame, 30);
    assertThat(config)
        .isEqualTo(new Vp9Config(0, 40, 8, 1, false, 6, 6, 6).withColour(6, 6, 6, false));
  }

  @ParameterizedTest
  @CsvSource({
    "1190, 2, 48000, 48000, 2, 1024, mp4a.40.2",
    "1210, 2, 44100, 44100, 2, 1024, mp4a.40.2",
    "2b098800, 5, 24000, 48000, 1, 2048, mp4a.40.5",
    "131056e598, 5, 24000, 48000, 2, 2048, mp4a.40.5",
    "130856e59d4880, 29, 24000, 48000, 2, 2048, mp4a.40.29",
    "eb098800, 29, 24000, 48000, 2, 2048, mp4a.40.29",
    "1194, 2, 48000, 48000, 2, 960, mp4a.40.2"
  })
  void aacTellsWhatTheDecoderPutsOut(
      String config, int type, int core, int rate, int channels, int frame, String name)
      throws Exception {
    AacConfig aac = AacConfig.parse(hex(config));
    assertThat(aac).isEqualTo(new AacConfig(type, core, rate, channels, frame));
    assertThat(aac.codecString()).isEqualTo(name);
  }

  @Test
  void aacCountsTheChannelsOfAProgramConfig() throws Exception {
    // Object type 2, 48 kHz, configuration 0; front centre and pair, back pair, one LFE.
    BitSink bits = new BitSink().bits(5, 2).bits(4, 3).bits(4, 0).bits(3, 0);
    bits.bits(4, 0).bits(2, 1).bits(4, 3).bits(4, 2).bits(4, 0).bits(4, 1).bits(2, 1);
    bits.bits(3, 0).bits(4, 0).bits(3, 0);
    bits.bits(5, 0).bits(5, 17).bits(5, 18).bits(4, 0).bits(6, 0).bits(8, 0);
    assertThat(AacConfig.parse(bits.toBytes()).channels()).isEqualTo(6);
  }

  @Test
  void aacConfigsThatAreMadeReadBack() throws Exception {
    assertThat(AacConfig.specific(2, 44100, 2)).isEqualTo(hex("1210"));
    assertThat(AacConfig.parse(AacConfig.specific(2, 37800, 8)))
        .isEqualTo(new AacConfig(2, 37800, 37800, 8, 1024));
    assertThat(AacConfig.parse(AacConfig.specificWithSbr(24000, 48000, 2)))
        .isEqualTo(new AacConfig(5, 24000, 48000, 2, 2048));
  }

  @Test
  void opusTurnsFromHeadToBoxAndStaysTheSame() throws Exception {
    Bytes head = hex("4f70757348656164 01 06 3801 80bb0000 0000 01 0402 000401020305");
    OpusConfig config = OpusConfig.fromHead(head);
    assertThat(config.preSkip()).isEqualTo(312);
    assertThat(config.inputSampleRate()).isEqualTo(48000);
    assertThat(config.toBox()).isEqualTo(hex("00 06 0138 0000bb80 0000 01 0402 000401020305"));
    assertThat(OpusConfig.fromBox(config.toBox())).isEqualTo(config);
  }

  /** RFC 6716 table 2: one frame of 60 ms, two of 20 ms, three of 2.5 ms. */
  @ParameterizedTest
  @CsvSource({"18, 2880", "f9, 1920", "e303, 360", "78, 960", "70, 480"})
  void opusPacketsTellTheirLength(String packet, int samples) {
    assertThat(OpusConfig.packetLength(hex(packet))).isEqualTo(samples);
  }

  @Test
  void flacReadsItsStreamInfo() throws Exception {
    String info = "1000 1000 000010 003000 0ac442f0 00000400" + "00".repeat(16);
    FlacConfig config = FlacConfig.fromStream(hex("664c6143 80000022" + info));
    assertThat(config.sampleRate()).isEqualTo(44100);
    assertThat(config.channels()).isEqualTo(2);
    assertThat(config.bitsPerSample()).isEqualTo(16);
    assertThat(config.totalSamples()).isEqualTo(1024);
    assertThat(config.frameLength()).isEqualTo(4096);
    assertThat(FlacConfig.fromBox(config.toBox())).isEqualTo(config);
  }

  @Test
  void alacReadsItsCookie() throws Exception {
    Bytes cookie = hex("00001000 00 10 28 0a 0e 02 00ff 00000000 00000000 0000ac44");
    AlacConfig config = AlacConfig.fromCookie(cookie);
    assertThat(config.frameLength()).isEqualTo(4096);
    assertThat(config.channels()).isEqualTo(2);
    assertThat(config.sampleRate()).isEqualTo(44100);
    assertThat(AlacConfig.fromBox(config.toBox())).isEqualTo(config);
  }

  @Test
  void ac3IsTheSameFromItsBoxAndFromItsFrame() throws Exception {
    // 48 kHz, 384 kbit/s, 3/2 with LFE.
    Ac3Config fromFrame = Ac3Config.fromFrame(hex("0b77 0000 1c 40 e1 00"));
    assertThat(fromFrame.channels()).isEqualTo(6);
    assertThat(fromFrame.sampleRate()).isEqualTo(48000);
    assertThat(fromFrame.toBox()).isEqualTo(hex("103dc0"));
    assertThat(Ac3Config.fromBox(hex("103dc0"))).isEqualTo(fromFrame);
  }

  @Test
  void eac3CountsTheChannelsOfDependentStreams() throws Exception {
    Bytes dec3 = hex("0c00 20 0f 0202".replace(" ", ""));
    Eac3Config config = Eac3Config.fromBox(dec3);
    assertThat(config.channels()).isEqualTo(8);
    assertThat(config.toBox()).isEqualTo(dec3);
  }

  @Test
  void eac3SaysWhetherItCarriesObjects() throws Exception {
    Eac3Config config = Eac3Config.fromBox(hex("1000 20 0f 00 01 10"));
    assertThat(config.atmos()).isTrue();
    assertThat(config.atmosComplexity()).isEqualTo(16);
  }

  @Test
  void dolbyVisionNamesProfileAndLevel() throws Exception {
    DolbyVisionConfig config = DolbyVisionConfig.parse(hex("01 00 10 35 10" + "00".repeat(19)));
    assertThat(config.codecString("dvh1")).isEqualTo("dvh1.08.06");
    assertThat(config.compatibility()).isEqualTo(1);
    assertThat(config.enhancementLayer()).isFalse();
  }
}
