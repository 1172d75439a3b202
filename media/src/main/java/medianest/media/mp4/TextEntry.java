package medianest.media.mp4;

import java.util.Optional;
import medianest.media.codec.Codec;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.Bytes;
import medianest.media.track.SampleFormat;
import medianest.media.track.SampleFormat.Text;

/** The sample entries of subtitles (ISO/IEC 14496-30, 3GPP TS 26.245, QuickTime text). */
final class TextEntry {

  private static final int VOBSUB = 0xe0;

  private TextEntry() {}

  /**
   * Reads the entry from after its data reference index. Of tx3g and QuickTime text the whole of it
   * is the configuration; of WebVTT it is the header of the file; of VobSub the palette.
   */
  static SampleFormat read(String type, ByteCursor cursor) throws BrokenMedia {
    return switch (type) {
      case "tx3g" -> new Text(Codec.TX3G, "tx3g", cursor.rest());
      case "text" -> new Text(Codec.TX3G, "", cursor.rest());
      case "wvtt" ->
          new Text(
              Codec.WEBVTT,
              "wvtt",
              Box.first(Box.in(cursor), "vttC").map(Box::payload).orElse(Bytes.EMPTY));
      case "stpp" -> new Text(Codec.TTML, "stpp", cursor.rest());
      case "mp4s" -> bitmaps(cursor);
      default -> new Text(Codec.OTHER_TEXT, "", cursor.rest());
    };
  }

  /** Whether all subtitles are meant for everybody: the highest of tx3g's displayFlags. */
  static boolean forced(SampleFormat format) {
    return format.codecString().equals("tx3g")
        && format.config().length() >= 4
        && (format.config().at(0) & 0x80) != 0;
  }

  private static SampleFormat bitmaps(ByteCursor cursor) throws BrokenMedia {
    Optional<Box> esds = Box.first(Box.in(cursor), "esds");
    if (esds.isPresent()) {
      EsDescriptor descriptor = EsDescriptor.read(esds.get());
      if (descriptor.objectType() == VOBSUB) {
        return new Text(Codec.VOBSUB, "", descriptor.specific());
      }
    }
    return new Text(Codec.OTHER_TEXT, "", Bytes.EMPTY);
  }
}
