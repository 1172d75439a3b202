package medianest.media.codec;

import java.util.ArrayList;
import java.util.List;
import medianest.media.io.BitCursor;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;

/**
 * What an Enhanced AC-3 stream says of itself, in a dec3 box (ETSI TS 102 366 annex F.6).
 *
 * @param kilobitsPerSecond of all substreams
 * @param substreams the independent ones, the main one first
 * @param atmosComplexity complexity_index_type_a of joint object coding; 0 where there is none
 * @param blocksPerFrame blocks of 256 samples in a sync frame, where a frame was seen; else 6
 */
public record Eac3Config(
    int kilobitsPerSecond, List<Substream> substreams, int atmosComplexity, int blocksPerFrame) {

  private static final int[] SAMPLE_RATES = {48_000, 44_100, 32_000, 24_000};

  /** Channels that each bit of chan_loc adds, table F.6.1, from bit 0. */
  private static final int[] LOCATIONS = {2, 2, 1, 1, 2, 2, 2, 1, 1};

  /**
   * An independent substream.
   *
   * @param rateCode fscod; 3 for the halved rates, of which only 24 kHz occurs
   * @param dependents number of dependent substreams, and {@code locations} the channels they add
   */
  public record Substream(
      int rateCode,
      int streamId,
      int streamMode,
      int mode,
      boolean lowFrequency,
      int dependents,
      int locations) {

    int channels() {
      int channels = Ac3Config.channels(mode, lowFrequency);
      for (int i = 0; i < LOCATIONS.length; i++) {
        channels += (locations >> i & 1) * LOCATIONS[i];
      }
      return channels;
    }
  }

  public Eac3Config {
    substreams = List.copyOf(substreams);
    if (substreams.isEmpty()) {
      throw new IllegalArgumentException("no substream");
    }
  }

  /** From the payload of a dec3 box. */
  public static Eac3Config fromBox(Bytes dec3) throws BrokenMedia {
    BitCursor bits = BitCursor.over(dec3);
    int rate = bits.bits(13);
    int count = bits.bits(3) + 1;
    List<Substream> substreams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      substreams.add(substream(bits));
    }
    boolean atmos = bits.remaining() >= 16 && (bits.bits(8) & 1) != 0;
    return new Eac3Config(rate, substreams, atmos ? bits.bits(8) : 0, 6);
  }

  private static Substream substream(BitCursor bits) throws BrokenMedia {
    int rateCode = bits.bits(2);
    int streamId = bits.bits(5);
    bits.skip(2);
    int streamMode = bits.bits(3);
    int mode = bits.bits(3);
    boolean lowFrequency = bits.flag();
    bits.skip(3);
    int dependents = bits.bits(4);
    int locations = 0;
    if (dependents > 0) {
      locations = bits.bits(9);
    } else {
      bits.skip(1);
    }
    return new Substream(rateCode, streamId, streamMode, mode, lowFrequency, dependents, locations);
  }

  /**
   * From the first access unit: an independent sync frame and the dependent ones that follow it.
   */
  public static Eac3Config fromFrame(Bytes accessUnit) throws BrokenMedia {
    Eac3Frame main = Eac3Frame.parse(accessUnit);
    if (main.type() == Eac3Frame.DEPENDENT) {
      throw new BrokenMedia("The Dolby Digital Plus track does not begin with its main stream.");
    }
    int dependents = 0;
    int locations = 0;
    int size = main.size();
    int atmos = main.atmosComplexity();
    for (int at = main.size(); at + Eac3Frame.SMALLEST <= accessUnit.length(); ) {
      Eac3Frame next = Eac3Frame.parse(accessUnit.slice(at, accessUnit.length()));
      if (next.type() != Eac3Frame.DEPENDENT) {
        break;
      }
      dependents++;
      locations |= next.locations();
      atmos = Math.max(atmos, next.atmosComplexity());
      size += next.size();
      at += next.size();
    }
    int sampleRate = SAMPLE_RATES[main.rateCode()];
    long rate = size * 8L * sampleRate / (256L * main.blocks()) / 1000;
    Substream stream =
        new Substream(
            main.rateCode(),
            main.streamId(),
            main.streamMode(),
            main.mode(),
            main.lowFrequency(),
            dependents,
            locations);
    return new Eac3Config((int) Math.min(rate, 0x1fff), List.of(stream), atmos, main.blocks());
  }

  public int sampleRate() {
    return SAMPLE_RATES[substreams.getFirst().rateCode()];
  }

  public int channels() {
    return substreams.getFirst().channels();
  }

  /** Whether objects (Dolby Atmos) are coded along with the channels. */
  public boolean atmos() {
    return atmosComplexity > 0;
  }

  /** Samples of a sync frame. */
  public int frameLength() {
    return 256 * blocksPerFrame;
  }

  /** The payload of the dec3 box. */
  public Bytes toBox() {
    BitSink sink = new BitSink().bits(13, kilobitsPerSecond).bits(3, substreams.size() - 1);
    for (Substream stream : substreams) {
      sink.bits(2, stream.rateCode()).bits(5, stream.streamId()).bits(2, 0);
      sink.bits(3, stream.streamMode()).bits(3, stream.mode()).flag(stream.lowFrequency());
      sink.bits(3, 0).bits(4, stream.dependents());
      sink.bits(stream.dependents() > 0 ? 9 : 1, stream.locations());
    }
    if (atmos()) {
      sink.bits(8, 1).bits(8, atmosComplexity);
    }
    return sink.toBytes();
  }

  public String codecString() {
    return "ec-3";
  }
}
