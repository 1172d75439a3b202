package medianest.media.mkv;

import medianest.media.track.SampleFormat;

/** How large a frame of sound can be by the rules of its codec. */
final class LargestFrame {

  /** ISO/IEC 14496-3 clause 4.5.1: 6144 bits for each channel. */
  private static final int AAC_CHANNEL = 768;

  /** RFC 6716 clause 3.4: 1275 bytes for a frame, of which a packet of 20 ms has one. */
  private static final int OPUS_FRAME = 1277;

  private static final int OPUS_FRAME_LENGTH = 960;

  /** ETSI TS 102 366 annex E.1.3.1.3: frmsiz counts 16-bit words in eleven bits. */
  private static final int EAC3_SUBSTREAM = 4096;

  private static final int EAC3_SUBSTREAM_CHANNELS = 6;

  /** ISO/IEC 11172-3: 320 kbit/s at 32 kHz, with a byte of padding. */
  private static final int MPEG_FRAME = 1441;

  /** What a lossless coder adds where it gains nothing. */
  private static final int LOSSLESS_HEAD = 64;

  private LargestFrame() {}

  /** In bytes; 0 where there is no such rule. */
  static int of(SampleFormat format, int firstFrameSize) {
    if (!(format instanceof SampleFormat.Audio audio)) {
      return 0;
    }
    int channels = Math.max(1, audio.channels());
    return switch (audio.codec()) {
      case AAC -> AAC_CHANNEL * channels;
      // All frames have one size, but at 44.1 kHz where they alternate by a word.
      case AC3 -> firstFrameSize + 2;
      case EAC3 -> EAC3_SUBSTREAM * Math.ceilDiv(channels, EAC3_SUBSTREAM_CHANNELS);
      case OPUS ->
          OPUS_FRAME
              * Math.max(1, audio.frameLength() / OPUS_FRAME_LENGTH)
              * Math.ceilDiv(channels, 2);
      case MP3, MP2 -> MPEG_FRAME;
      case FLAC, ALAC -> lossless(audio, channels);
      default -> 0;
    };
  }

  private static int lossless(SampleFormat.Audio audio, int channels) {
    long bytes =
        (long) audio.frameLength() * channels * (audio.bitsPerSample() + 1) / 8 + LOSSLESS_HEAD;
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }
}
