package medianest.subtitles;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import medianest.media.subtitle.Cue;
import medianest.media.subtitle.MicroDvd;
import medianest.media.subtitle.Sami;
import medianest.media.subtitle.SubRip;
import medianest.media.subtitle.SubStation;
import medianest.media.subtitle.WebVtt;

/** The kinds of subtitle files that are read. */
enum SideForm {
  SUBRIP("SubRip"),
  WEBVTT("WebVTT"),
  SUB_STATION("ASS"),
  SAMI("SAMI"),
  MICRO_DVD("MicroDVD");

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
      default -> Optional.empty();
    };
  }

  /**
   * Whether a file of that name can be of this kind by its first bytes: the ending {@code sub} is
   * also that of subtitles in pictures.
   */
  boolean isIn(byte[] head) {
    return this != MICRO_DVD || MicroDvd.isOne(head);
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** The cues of a file of this kind. */
  List<Cue> cues(byte[] utf8) {
    return switch (this) {
      case SUBRIP -> SubRip.cues(utf8);
      case WEBVTT -> WebVtt.cues(utf8);
      case SUB_STATION -> SubStation.cues(utf8);
      case SAMI -> Sami.cues(utf8);
      case MICRO_DVD -> MicroDvd.cues(utf8);
    };
  }
}
