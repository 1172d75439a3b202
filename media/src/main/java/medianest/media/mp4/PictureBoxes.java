package medianest.media.mp4;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;
import medianest.media.track.Colour;
import medianest.media.track.PixelAspect;

/**
 * The boxes of a sample entry that say how its picture is to be shown.
 *
 * @param aspect empty where the entry does not say
 * @param colour likewise {@link Colour#UNKNOWN}
 * @param extensions those that a packager passes on, as they are written
 */
record PictureBoxes(Optional<PixelAspect> aspect, Colour colour, Bytes extensions) {

  private static final Set<String> PASSED_ON =
      Set.of("pasp", "clap", "mdcv", "clli", "amve", "dvcC", "dvvC", "btrt", "SmDm", "CoLL");

  /** A colour profile may be as large; what exceeds it is not worth a place in every segment. */
  private static final int MOST = 64 << 10;

  static PictureBoxes read(List<Box> boxes) throws BrokenMedia {
    Optional<PixelAspect> aspect = Optional.empty();
    Colour colour = Colour.UNKNOWN;
    ByteRecord extensions = new ByteRecord();
    for (Box box : boxes) {
      if (box.type().equals("pasp")) {
        aspect = aspect(box.cursor());
      }
      if (box.type().equals("colr")) {
        Optional<Colour> stated = colour(box.cursor());
        colour = stated.orElse(colour);
        pass(stated.map(PictureBoxes::colourBox).orElseGet(box::whole), extensions);
      } else if (PASSED_ON.contains(box.type())) {
        pass(box.whole(), extensions);
      }
    }
    return new PictureBoxes(aspect, colour, extensions.toBytes());
  }

  private static void pass(Bytes box, ByteRecord extensions) {
    if (extensions.length() + box.length() <= MOST) {
      extensions.bytes(box);
    }
  }

  private static Optional<PixelAspect> aspect(ByteCursor pasp) throws BrokenMedia {
    int horizontal = pasp.i32();
    int vertical = pasp.i32();
    return horizontal > 0 && vertical > 0
        ? Optional.of(new PixelAspect(horizontal, vertical))
        : Optional.empty();
  }

  /**
   * Empty for a colour profile. QuickTime's nclc has no range, and some writers leave it out of
   * nclx, so that the box has 18 bytes.
   */
  private static Optional<Colour> colour(ByteCursor colr) throws BrokenMedia {
    String type = colr.latin1(4);
    if (!type.equals("nclx") && !type.equals("nclc")) {
      return Optional.empty();
    }
    int primaries = colr.u16();
    int transfer = colr.u16();
    int matrix = colr.u16();
    boolean fullRange = type.equals("nclx") && colr.hasRemaining() && (colr.u8() & 0x80) != 0;
    return Optional.of(new Colour(primaries, transfer, matrix, fullRange));
  }

  /** The box in the one form that ISO/IEC 14496-12 clause 12.1.5 knows. */
  private static Bytes colourBox(Colour colour) {
    return new ByteRecord()
        .i32(Box.HEADER + 11)
        .i32(0x636f_6c72)
        .i32(0x6e63_6c78)
        .u16(colour.primaries())
        .u16(colour.transfer())
        .u16(colour.matrix())
        .u8(colour.fullRange() ? 0x80 : 0)
        .toBytes();
  }
}
