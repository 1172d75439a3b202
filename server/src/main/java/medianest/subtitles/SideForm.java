package medianest.subtitles;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import medianest.media.subtitle.Cue;
import medianest.media.subtitle.MicroDvd;
import medianest.media.subtitle.Sami;
import medianest.media.subtitle.SubRip;
import medianest.media.subtitle.SubStation;
import medianest.media.subtitle.SupIndex;
import medianest.media.subtitle.VobSubFile;
import medianest.media.subtitle.WebVtt;

/** The kinds of subtitle files that are read. */
enum SideForm {
  SUBRIP("SubRip"),
  WEBVTT("WebVTT"),
  SUB_STATION("ASS"),
  SAMI("SAMI"),
  MICRO_DVD("MicroDVD"),
  PGS("PGS"),
  VOBSUB("VobSub");

  /** Ten times the largest real ones; fonts and pictures within ASS make those large. */
  private static final long LARGEST_TEXT = 16L << 20;

  /** Ten times those of a film; nothing of them is read but what is shown. */
  static final long LARGEST_PICTURES = 512L << 20;

  private final String title;

  SideForm(String title) {
    this.title = title;
  }

  /** The kind by the ending of a name; empty for what is no subtitle file. */
  static Optional<SideForm> of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String ending = dot < 1 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "srt" -> Optional.of(SUBRIP);
      case "vtt" -> Optional.of(WEBVTT);
      case "ass", "ssa" -> Optional.of(SUB_STATION);
      case "smi", "sami" -> Optional.of(SAMI);
      case "sub" -> Optional.of(MICRO_DVD);
      case "sup" -> Optional.of(PGS);
      case "idx" -> Optional.of(VOBSUB);
      default -> Optional.empty();
    };
  }

  /**
   * Whether a file of that name can be of this kind by its first bytes: the ending {@code sub} is
   * also that of subtitles in pictures, and others have endings that elsewhere mean something else.
   */
  boolean isIn(byte[] head) {
    return switch (this) {
      case MICRO_DVD -> MicroDvd.isOne(head);
      case PGS -> SupIndex.isOne(head);
      case VOBSUB -> VobSubFile.isOne(head);
      case SUBRIP, WEBVTT, SUB_STATION, SAMI -> true;
    };
  }

  /** Whether it holds pictures in place of text. */
  boolean pictures() {
    return this == PGS || this == VOBSUB;
  }

  /** Bytes that no real file of this kind exceeds. */
  long largest() {
    return this == PGS ? LARGEST_PICTURES : LARGEST_TEXT;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** The cues of a file of this kind, which is text. */
  List<Cue> cues(byte[] utf8) {
    return switch (this) {
      case SUBRIP -> SubRip.cues(utf8);
      case WEBVTT -> WebVtt.cues(utf8);
      case SUB_STATION -> SubStation.cues(utf8);
      case SAMI -> Sami.cues(utf8);
      case MICRO_DVD -> MicroDvd.cues(utf8);
      case PGS, VOBSUB -> throw new IllegalArgumentException(this + " is no text");
    };
  }
}
