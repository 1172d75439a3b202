package medianest.media.mkv;

import java.util.Map;
import medianest.media.codec.Codec;
import medianest.media.track.SampleFormat;

/** Subtitle tracks ("Matroska Codec Specifications" clause 6); the record is kept as it is. */
final class TextFormats {

  private static final Map<String, Codec> CODECS =
      Map.ofEntries(
          Map.entry("S_TEXT/UTF8", Codec.SUBRIP),
          Map.entry("S_TEXT/ASCII", Codec.SUBRIP),
          Map.entry("S_TEXT/SSA", Codec.SSA),
          Map.entry("S_TEXT/ASS", Codec.SSA),
          Map.entry("S_SSA", Codec.SSA),
          Map.entry("S_ASS", Codec.SSA),
          Map.entry("S_TEXT/WEBVTT", Codec.WEBVTT),
          Map.entry("D_WEBVTT/SUBTITLES", Codec.WEBVTT),
          Map.entry("S_HDMV/PGS", Codec.PGS),
          Map.entry("S_VOBSUB", Codec.VOBSUB));

  private TextFormats() {}

  static SampleFormat of(TrackEntry entry) {
    Codec codec = CODECS.getOrDefault(entry.codecId(), Codec.OTHER_TEXT);
    return new SampleFormat.Text(codec, codec == Codec.WEBVTT ? "wvtt" : "", entry.codecPrivate());
  }
}
