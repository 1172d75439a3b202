package medianest.media.mp4;

import java.util.List;
import medianest.media.codec.Codec;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.Bytes;
import medianest.media.io.MediaException;
import medianest.media.io.RefusedMedia;
import medianest.media.io.UnsupportedMedia;
import medianest.media.track.Rotation;
import medianest.media.track.SampleFormat;

/** One entry of an stsd box (ISO/IEC 14496-12 clause 8.5.2), which says how samples are coded. */
final class SampleEntry {

  private static final int REFERENCE = 8;

  private SampleEntry() {}

  /**
   * The formats of a track, of which the first is used by all samples or nearly so.
   *
   * @param handler the kind of media
   */
  static SampleFormat read(Box stsd, String handler, Rotation rotation) throws MediaException {
    ByteCursor cursor = stsd.cursor();
    int version = cursor.u8();
    List<Box> entries = Box.in(cursor.skip(3 + 4));
    if (entries.isEmpty()) {
      throw new BrokenMedia("A track of the file does not say how it is coded.");
    }
    return format(entries.getFirst(), version, handler, rotation);
  }

  /** Whether samples that name different entries are coded alike all the same. */
  static boolean allAlike(Box stsd) throws BrokenMedia {
    List<Box> entries = Box.in(stsd.fullCursor().skip(4));
    Bytes first = entries.isEmpty() ? Bytes.EMPTY : entries.getFirst().whole();
    return entries.stream().allMatch(entry -> entry.whole().equals(first));
  }

  private static SampleFormat format(Box entry, int version, String handler, Rotation rotation)
      throws MediaException {
    if (entry.type().equals("encv") || entry.type().equals("enca") || entry.type().equals("enct")) {
      throw new RefusedMedia(
          "The file is encrypted, and plays only where its owner sells the key.");
    }
    if (entry.type().equals("resv")) {
      throw new UnsupportedMedia(
          "The pictures of the file are arranged in a way (such as stereo) that is not supported.");
    }
    ByteCursor content = entry.cursor().skip(REFERENCE);
    return switch (handler) {
      case "vide" -> VideoEntry.read(entry.type(), content, rotation);
      case "soun" -> SoundEntry.read(entry.type(), content, version);
      case "text", "sbtl", "subt", "clcp", "subp" -> TextEntry.read(entry.type(), content);
      default -> new SampleFormat.Other(Codec.UNKNOWN, "", Bytes.EMPTY);
    };
  }
}
