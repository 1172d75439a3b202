package medianest.media.codec;

import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;

/**
 * What the ALACSpecificConfig ("Apple Lossless Audio Codec: magic cookie description") says.
 *
 * @param frameLength samples of a packet
 * @param cookie the bare record, 24 bytes, and a channel layout where there is one
 */
public record AlacConfig(
    int frameLength, int bitsPerSample, int channels, int sampleRate, Bytes cookie) {

  /** From the payload of an alac box, with its version and flags. */
  public static AlacConfig fromBox(Bytes alac) throws BrokenMedia {
    return fromCookie(ByteCursor.over(alac).skip(4).rest());
  }

  /** From the bare record, the CodecPrivate of Matroska. */
  public static AlacConfig fromCookie(Bytes cookie) throws BrokenMedia {
    ByteCursor cursor = ByteCursor.over(cookie);
    int frameLength = cursor.i32();
    int bitsPerSample = cursor.skip(1).u8();
    int channels = cursor.skip(3).u8();
    int sampleRate = cursor.skip(2 + 4 + 4).i32();
    if (frameLength <= 0 || sampleRate <= 0) {
      throw new BrokenMedia("The Apple Lossless track states no frame length or no sample rate.");
    }
    return new AlacConfig(frameLength, bitsPerSample, channels, sampleRate, cookie);
  }

  /** The payload of the alac box, version and flags included. */
  public Bytes toBox() {
    return new ByteRecord().u32(0).bytes(cookie).toBytes();
  }

  public String codecString() {
    return "alac";
  }
}
