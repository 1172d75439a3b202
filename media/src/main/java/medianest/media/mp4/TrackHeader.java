package medianest.media.mp4;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.track.LanguageTag;
import medianest.media.track.Rotation;

/**
 * What a trak box says of its track apart from coding and samples (ISO/IEC 14496-12 clauses 8.3 and
 * 8.4).
 *
 * @param group tracks with the same number other than 0 are alternatives of one another
 * @param handler the kind of media: vide, soun, text…
 * @param chapters the tracks that hold the chapters of this one (QuickTime's tref of type chap)
 */
record TrackHeader(
    long id,
    boolean enabled,
    int group,
    Rotation rotation,
    long timescale,
    String language,
    String name,
    String handler,
    EditList edits,
    List<Long> chapters) {

  private static final List<String> GENERIC = List.of("handle", "core media", "iso media", "gpac");

  static TrackHeader read(Box trak) throws BrokenMedia {
    ByteCursor tkhd = trak.require("tkhd").cursor();
    boolean wide = tkhd.u8() == 1;
    boolean enabled = (tkhd.u24() & 1) != 0;
    long id = tkhd.skip(wide ? 16 : 8).u32();
    tkhd.skip(4 + (wide ? 8 : 4) + 8);
    int group = tkhd.skip(2).u16();
    Rotation rotation = rotation(tkhd.skip(2 + 2));
    Box mdia = trak.require("mdia");
    ByteCursor mdhd = mdia.require("mdhd").cursor();
    boolean wideTimes = mdhd.u8() == 1;
    long timescale = mdhd.skip(3 + (wideTimes ? 16 : 8)).u32();
    if (timescale == 0) {
      throw new BrokenMedia("A track of the file does not say how it counts time.");
    }
    int language = mdhd.skip(wideTimes ? 8 : 4).u16();
    ByteCursor hdlr = mdia.require("hdlr").fullCursor().skip(4);
    String handler = hdlr.latin1(4);
    return new TrackHeader(
        id,
        enabled,
        group,
        rotation,
        timescale,
        language(mdia, language),
        name(trak, hdlr.skip(Math.min(12, hdlr.remaining()))),
        handler,
        EditList.read(trak.child("edts")),
        chapters(trak));
  }

  /** The matrix of clause 6.2.2: what it does to a point to the right and to one below. */
  private static Rotation rotation(ByteCursor matrix) throws BrokenMedia {
    int rightX = Integer.signum(matrix.i32());
    int rightY = Integer.signum(matrix.i32());
    int downX = Integer.signum(matrix.skip(4).i32());
    int downY = Integer.signum(matrix.i32());
    boolean mirrored = rightX * downY - rightY * downX < 0;
    int x = mirrored ? -rightX : rightX;
    int y = mirrored ? -rightY : rightY;
    if (x != 0 && y != 0) {
      // Slanted pictures are shown upright: no player of segments can turn them.
      return Rotation.NONE;
    }
    int degrees = y > 0 ? 90 : y < 0 ? 270 : x < 0 ? 180 : 0;
    return new Rotation(degrees, mirrored);
  }

  private static String language(Box mdia, int code) throws BrokenMedia {
    Optional<Box> elng = mdia.child("elng");
    if (elng.isPresent()) {
      String tag = LanguageTag.of(zeroTerminated(elng.get().fullCursor()));
      if (!tag.equals(LanguageTag.UNDETERMINED)) {
        return tag;
      }
    }
    return MacLanguages.tag(code);
  }

  private static String name(Box trak, ByteCursor handlerName) throws BrokenMedia {
    Optional<Box> name = trak.child("udta").flatMap(udta -> udta.child("name"));
    if (name.isPresent()) {
      return zeroTerminated(name.get().cursor());
    }
    String handler = zeroTerminated(handlerName);
    String lower = handler.toLowerCase(Locale.ROOT);
    // What programs write when nobody has named the track; GPAC names its source and itself.
    boolean generic = GENERIC.stream().anyMatch(lower::contains);
    return generic ? "" : handler;
  }

  /** QuickTime writes a length before the text, ISO a zero behind it; this reads either. */
  private static String zeroTerminated(ByteCursor cursor) throws BrokenMedia {
    String text = cursor.utf8(cursor.remaining());
    if (!text.isEmpty() && text.charAt(0) < ' ') {
      text = text.substring(1);
    }
    int zero = text.indexOf('\0');
    return (zero < 0 ? text : text.substring(0, zero)).strip();
  }

  private static List<Long> chapters(Box trak) throws BrokenMedia {
    Optional<Box> chap = trak.child("tref").flatMap(tref -> tref.child("chap"));
    List<Long> ids = new ArrayList<>();
    if (chap.isPresent()) {
      ByteCursor cursor = chap.get().cursor();
      while (cursor.remaining() >= 4) {
        ids.add(cursor.u32());
      }
    }
    return List.copyOf(ids);
  }
}
