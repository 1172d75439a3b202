package medianest.media.probe;

import java.io.IOException;
import java.util.Optional;
import medianest.media.io.ByteSource;
import medianest.media.track.Container;

/** Containers that are nothing but frames in a row, told by several that follow one another. */
final class Frames {

  /** Packets of a transport stream, plain and with the time code of M2TS before each. */
  private static final int[] PACKETS = {188, 192, 204};

  private static final int PACKETS_IN_A_ROW = 4;
  private static final int FRAMES_IN_A_ROW = 5;

  /** Recordings begin with a torn packet. */
  private static final int MOST_TORN = 16 << 10;

  /** Sound is found behind so much of something else, as tags of unknown kinds. */
  private static final int MOST_JUNK = 128 << 10;

  /** What the frames of one stream have in common: version, layer and sample rate. */
  private static final int SECOND_BYTE = 0xfe;

  private static final int THIRD_BYTE = 0x0c;

  /** Bits per second in thousands of MPEG-1 layer III, and of MPEG-2 (ISO/IEC 11172-3, 13818-3). */
  private static final int[] RATES_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };

  private static final int[] RATES_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };

  private static final int[] LAYER_2_RATES_1 = {
    0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384
  };

  private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000};

  private Frames() {}

  static Optional<Container> container(ByteSource source, Head head) throws IOException {
    Optional<Container> tagged = behindTag(source, head);
    if (tagged.isPresent()) {
      return tagged;
    }
    if (transportStream(head)) {
      return Optional.of(Container.MPEG_TS);
    }
    return audio(Head.of(source, 0, MOST_JUNK + (MOST_JUNK >> 1)));
  }

  /** What follows an ID3v2 tag, whose size is written in seven bits a byte. */
  private static Optional<Container> behindTag(ByteSource source, Head head) throws IOException {
    if (!head.has(0, "ID3")) {
      return Optional.empty();
    }
    long end = 10L;
    for (int i = 6; i < 10; i++) {
      end += (long) (head.at(i) & 0x7f) << (7 * (9 - i));
    }
    Head behind = Head.of(source, Math.min(end, source.length()), MOST_JUNK + (MOST_JUNK >> 1));
    if (behind.has(0, "fLaC")) {
      return Optional.of(Container.FLAC);
    }
    return audio(behind);
  }

  private static boolean transportStream(Head head) {
    for (int packet : PACKETS) {
      for (int start = 0; start < Math.min(MOST_TORN, head.length()); start++) {
        int packets = 0;
        while (packets < PACKETS_IN_A_ROW && head.at(start + packets * packet) == 0x47) {
          packets++;
        }
        if (packets == PACKETS_IN_A_ROW) {
          return true;
        }
      }
    }
    return false;
  }

  private static Optional<Container> audio(Head head) {
    for (int start = 0; start < Math.min(MOST_JUNK, head.length()); start++) {
      if (head.at(start) == 0xff) {
        if (inARow(head, start, Frames::adtsLength)) {
          return Optional.of(Container.ADTS);
        }
        if (inARow(head, start, Frames::mpegLength)) {
          return Optional.of(Container.MP3);
        }
      }
    }
    return Optional.empty();
  }

  /** Tells the length of the frame that begins at a place; 0 where none does. */
  private interface Length {
    int at(Head head, int place);
  }

  private static boolean inARow(Head head, int start, Length length) {
    int at = start;
    int frames = 0;
    while (frames < FRAMES_IN_A_ROW && at < head.length()) {
      int size = length.at(head, at);
      if (size == 0 || !alike(head, start, at)) {
        return false;
      }
      at += size;
      frames++;
    }
    // A short file may end with its first frames.
    return frames == FRAMES_IN_A_ROW || (start == 0 && frames > 0 && at == head.length());
  }

  private static boolean alike(Head head, int first, int other) {
    return (head.at(first + 1) & SECOND_BYTE) == (head.at(other + 1) & SECOND_BYTE)
        && (head.at(first + 2) & THIRD_BYTE) == (head.at(other + 2) & THIRD_BYTE);
  }

  /** adts_fixed_header and adts_variable_header, ISO/IEC 14496-3 clause 1.A.2.2. */
  private static int adtsLength(Head head, int at) {
    boolean sync = head.at(at) == 0xff && (head.at(at + 1) & 0xf6) == 0xf0;
    int rate = head.at(at + 2) >> 2 & 0xf;
    int length = (head.at(at + 3) & 3) << 11 | head.at(at + 4) << 3 | head.at(at + 5) >> 5;
    return sync && rate < 13 && length > 7 ? length : 0;
  }

  /** The header of MPEG audio, layers II and III (ISO/IEC 11172-3 clause 2.4.1.3). */
  private static int mpegLength(Head head, int at) {
    int second = head.at(at + 1);
    int third = head.at(at + 2);
    int version = second >> 3 & 3;
    int layer = 4 - (second >> 1 & 3);
    int rateCode = third >> 4;
    int sampleCode = third >> 2 & 3;
    boolean sync = head.at(at) == 0xff && second >= 0xe0;
    if (!sync || version == 1 || layer < 2 || layer > 3 || rateCode == 15 || sampleCode == 3) {
      return 0;
    }
    boolean first = version == 3;
    int[] rates = first ? layer == 2 ? LAYER_2_RATES_1 : RATES_1 : RATES_2;
    int sampleRate = SAMPLE_RATES[sampleCode] >> (first ? 0 : version == 2 ? 1 : 2);
    int slots = first || layer == 2 ? 144 : 72;
    int padding = third >> 1 & 1;
    return rateCode == 0 ? 0 : slots * rates[rateCode] * 1000 / sampleRate + padding;
  }
}
