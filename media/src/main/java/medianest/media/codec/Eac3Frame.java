package medianest.media.codec;

import medianest.media.io.BitCursor;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;

/**
 * The head of one Enhanced AC-3 sync frame (ETSI TS 102 366 annex E.1.2).
 *
 * @param type strmtyp: 0 and 2 independent, 1 dependent
 * @param size in bytes
 * @param blocks of 256 samples
 * @param locations chan_loc bits of a dependent frame, as annex F.6.2.14 counts them
 */
record Eac3Frame(
    int type,
    int size,
    int rateCode,
    int blocks,
    int mode,
    boolean lowFrequency,
    int streamId,
    int streamMode,
    int locations,
    int atmosComplexity) {

  static final int DEPENDENT = 1;

  /** Bytes below which no frame can be. */
  static final int SMALLEST = 8;

  private static final int[] BLOCKS = {1, 2, 3, 6};

  static Eac3Frame parse(Bytes frame) throws BrokenMedia {
    return new Reader(BitCursor.over(frame)).read();
  }

  /** One pass over bsi(), table E.1.2, whose optional parts decide where addbsi begins. */
  private static final class Reader {

    private final BitCursor bits;
    private int type;
    private int blockCode;
    private int mode;
    private boolean lowFrequency;
    private int rateCode;
    private int streamMode;

    Reader(BitCursor bits) {
      this.bits = bits;
    }

    Eac3Frame read() throws BrokenMedia {
      if (bits.bits(16) != Ac3Config.SYNC_WORD) {
        throw new BrokenMedia("The Dolby Digital Plus track does not begin with a sync frame.");
      }
      type = bits.bits(2);
      bits.skip(3);
      int size = 2 * (bits.bits(11) + 1);
      rateCode = bits.bits(2);
      blockCode = bits.bits(2);
      if (rateCode == 3) {
        blockCode = 3;
      }
      mode = bits.bits(3);
      lowFrequency = bits.flag();
      int streamId = bits.bits(5);
      loudness();
      int locations = 0;
      if (type == DEPENDENT && bits.flag()) {
        locations = locations(bits.bits(16));
      }
      int atmos = 0;
      if (bits.remaining() > 0) {
        atmos = atmosComplexity();
      }
      return new Eac3Frame(
          type,
          size,
          rateCode,
          BLOCKS[blockCode],
          mode,
          lowFrequency,
          streamId,
          streamMode,
          locations,
          atmos);
    }

    /** dialnorm and compr, twice for two mono programmes. */
    private void loudness() throws BrokenMedia {
      for (int programmes = mode == 0 ? 2 : 1; programmes > 0; programmes--) {
        bits.skip(5);
        optional(8);
      }
    }

    private int atmosComplexity() throws BrokenMedia {
      if (bits.flag()) {
        mixing();
      }
      if (bits.flag()) {
        information();
      }
      if (type == 0 && blockCode != 3) {
        bits.skip(1);
      }
      if (type == 2 && (blockCode == 3 || bits.flag())) {
        bits.skip(6);
      }
      if (!bits.flag()) {
        return 0;
      }
      int length = bits.bits(6) + 1;
      // ETSI TS 103 420 clause 8.3.1: flag_ec3_extension_type_a and its complexity index.
      return length >= 2 && (bits.bits(8) & 1) != 0 ? bits.bits(8) : 0;
    }

    private void mixing() throws BrokenMedia {
      if (mode > 2) {
        bits.skip(2);
      }
      if ((mode & 1) != 0 && mode > 2) {
        bits.skip(6);
      }
      if ((mode & 4) != 0) {
        bits.skip(6);
      }
      if (lowFrequency) {
        optional(5);
      }
      if (type == 0) {
        independentMixing();
      }
    }

    private void independentMixing() throws BrokenMedia {
      optional(6);
      if (mode == 0) {
        optional(6);
      }
      optional(6);
      switch (bits.bits(2)) {
        case 1 -> bits.skip(5);
        case 2 -> bits.skip(12);
        case 3 -> bits.skip(8L * (bits.bits(5) + 2));
        default -> {}
      }
      if (mode < 2) {
        optional(14);
        if (mode == 0) {
          optional(14);
        }
      }
      if (bits.flag()) {
        if (blockCode == 0) {
          bits.skip(5);
        } else {
          for (int block = 0; block < BLOCKS[blockCode]; block++) {
            optional(5);
          }
        }
      }
    }

    private void information() throws BrokenMedia {
      streamMode = bits.bits(3);
      bits.skip(2);
      if (mode == 2) {
        bits.skip(4);
      }
      if (mode >= 6) {
        bits.skip(2);
      }
      optional(8);
      if (mode == 0) {
        optional(8);
      }
      if (rateCode < 3) {
        bits.skip(1);
      }
    }

    private void optional(int length) throws BrokenMedia {
      if (bits.flag()) {
        bits.skip(length);
      }
    }

    /**
     * chan_loc from chanmap (table E.1.4): its bits 5 to 12 from the left, Lc/Rc first, become bits
     * 0 to 7, and bit 14, the second low-frequency channel, becomes bit 8.
     */
    private static int locations(int chanmap) {
      int locations = 0;
      for (int i = 0; i < 8; i++) {
        locations |= (chanmap >> (10 - i) & 1) << i;
      }
      return locations | (chanmap >> 1 & 1) << 8;
    }
  }
}
