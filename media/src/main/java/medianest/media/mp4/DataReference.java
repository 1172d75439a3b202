package medianest.media.mp4;

import java.util.List;
import java.util.Optional;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.RefusedMedia;

/** Where the samples of a track lie, by the dref box of ISO/IEC 14496-12 clause 8.7.2. */
final class DataReference {

  /** The flag that they lie in the file itself. */
  private static final int SELF_CONTAINED = 1;

  private static final int RESERVED = 6;

  private DataReference() {}

  /**
   * Lets pass what lies in the file, or does not say: an entry that neither has the flag nor names
   * anything is what careless writers leave.
   *
   * @throws RefusedMedia if they lie in another file, which must not be followed
   */
  static void check(Box minf) throws BrokenMedia, RefusedMedia {
    Optional<Box> used = used(minf);
    if (used.isPresent()) {
      ByteCursor entry = used.get().cursor();
      boolean here = (entry.u32() & SELF_CONTAINED) != 0;
      if (!here && entry.remaining() > 0) {
        throw new RefusedMedia(
            "The pictures or the sound of the file lie in another file, which is not followed.");
      }
    }
  }

  private static Optional<Box> used(Box minf) throws BrokenMedia {
    Optional<Box> dref = minf.child("dinf").flatMap(dinf -> dinf.child("dref"));
    List<Box> formats = Box.in(minf.require("stbl").require("stsd").fullCursor().skip(4));
    if (dref.isEmpty() || formats.isEmpty()) {
      return Optional.empty();
    }
    List<Box> references = Box.in(dref.get().fullCursor().skip(4));
    int number = formats.getFirst().cursor().skip(RESERVED).u16();
    return number >= 1 && number <= references.size()
        ? Optional.of(references.get(number - 1))
        : Optional.empty();
  }
}
