package medianest.media.track;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import medianest.media.codec.Codec;
import medianest.media.io.Bytes;

/**
 * How the samples of a track are coded, in the form that ISO base media files use, whatever
 * container it was read from.
 */
public sealed interface SampleFormat {

  Codec codec();

  /** The RFC 6381 name, such as {@code avc1.64001f}; empty where none is defined or derivable. */
  String codecString();

  /**
   * The payload of the configuration box, without its header: avcC, hvcC, av1C, vpcC (with its
   * version and flags), dac3, dec3, dOps, dfLa (with version and flags), alac (with version and
   * flags); for AAC the bare AudioSpecificConfig; empty where the codec has none. Not to be
   * changed.
   */
  Bytes config();

  /**
   * A picture.
   *
   * @param width coded width in pixels, and {@code height} likewise; before pixel aspect and
   *     rotation
   * @param aspect the shape of a pixel
   * @param extensions complete boxes that go into the sample entry after the configuration: colr,
   *     pasp, clap, mdcv, clli, dvcC, dvvC, btrt… one after the other; may be empty
   */
  record Video(
      Codec codec,
      String codecString,
      Bytes config,
      int width,
      int height,
      PixelAspect aspect,
      Rotation rotation,
      Colour colour,
      Bytes extensions)
      implements SampleFormat {

    /** Width as shown: pixel aspect and rotation applied. */
    public int displayWidth() {
      return rotation.swapsSides() ? height : stretchedWidth();
    }

    /** Height as shown: rotation applied. */
    public int displayHeight() {
      return rotation.swapsSides() ? stretchedWidth() : height;
    }

    /** The payload of the extension of that type; empty where there is none. */
    public Optional<Bytes> extension(String type) {
      ByteBuffer boxes = extensions.buffer();
      while (boxes.remaining() >= 8) {
        int start = boxes.position();
        int size = boxes.getInt(start);
        if (size < 8 || size > boxes.remaining()) {
          break;
        }
        if (StandardCharsets.ISO_8859_1.decode(boxes.slice(start + 4, 4)).toString().equals(type)) {
          return Optional.of(Bytes.of(boxes.slice(start + 8, size - 8)));
        }
        boxes.position(start + size);
      }
      return Optional.empty();
    }

    private int stretchedWidth() {
      return (int) Math.round((double) width * aspect.horizontal() / aspect.vertical());
    }
  }

  /**
   * Sound.
   *
   * @param sampleRate in hertz, as the decoder puts out
   * @param frameLength PCM samples that one coded frame stands for at {@code sampleRate}; 0 where
   *     it varies
   */
  record Audio(
      Codec codec,
      String codecString,
      Bytes config,
      int channels,
      int sampleRate,
      int frameLength,
      int bitsPerSample)
      implements SampleFormat {}

  /** Subtitles, as text or as pictures. */
  record Text(Codec codec, String codecString, Bytes config) implements SampleFormat {}

  /** Anything else: timecode, hints, metadata. */
  record Other(Codec codec, String codecString, Bytes config) implements SampleFormat {}
}
