package medianest.media.codec;

import static medianest.media.codec.MediaKind.AUDIO;
import static medianest.media.codec.MediaKind.OTHER;
import static medianest.media.codec.MediaKind.TEXT;
import static medianest.media.codec.MediaKind.VIDEO;

/** The codings that this program can name. */
public enum Codec {
  AVC(VIDEO, "H.264", true),
  HEVC(VIDEO, "HEVC", true),
  VVC(VIDEO, "VVC", false),
  AV1(VIDEO, "AV1", true),
  VP8(VIDEO, "VP8", false),
  VP9(VIDEO, "VP9", true),
  MPEG1_VIDEO(VIDEO, "MPEG-1 video", false),
  MPEG2_VIDEO(VIDEO, "MPEG-2 video", false),
  MPEG4_VISUAL(VIDEO, "MPEG-4 Visual", false),
  H263(VIDEO, "H.263", false),
  VC1(VIDEO, "VC-1", false),
  THEORA(VIDEO, "Theora", false),
  PRORES(VIDEO, "ProRes", false),
  MJPEG(VIDEO, "Motion JPEG", false),
  OTHER_VIDEO(VIDEO, "unknown video", false),
  AAC(AUDIO, "AAC", true),
  AC3(AUDIO, "Dolby Digital", true),
  EAC3(AUDIO, "Dolby Digital Plus", true),
  AC4(AUDIO, "Dolby AC-4", false),
  OPUS(AUDIO, "Opus", true),
  FLAC(AUDIO, "FLAC", true),
  ALAC(AUDIO, "Apple Lossless", true),
  MP3(AUDIO, "MP3", true),
  MP2(AUDIO, "MPEG audio layer II", false),
  VORBIS(AUDIO, "Vorbis", false),
  DTS(AUDIO, "DTS", false),
  TRUEHD(AUDIO, "Dolby TrueHD", false),
  MPEGH(AUDIO, "MPEG-H audio", false),
  IAMF(AUDIO, "IAMF", false),
  AMR(AUDIO, "AMR", false),
  PCM(AUDIO, "PCM", false),
  OTHER_AUDIO(AUDIO, "unknown audio", false),
  SUBRIP(TEXT, "SubRip", false),
  SSA(TEXT, "SubStation Alpha", false),
  WEBVTT(TEXT, "WebVTT", false),
  TX3G(TEXT, "3GPP timed text", false),
  TTML(TEXT, "TTML", false),
  PGS(TEXT, "PGS", false),
  VOBSUB(TEXT, "VobSub", false),
  OTHER_TEXT(TEXT, "unknown subtitles", false),
  UNKNOWN(OTHER, "unknown", false);

  private final MediaKind kind;
  private final String title;
  private final boolean packageable;

  Codec(MediaKind kind, String title, boolean packageable) {
    this.kind = kind;
    this.title = title;
    this.packageable = packageable;
  }

  public MediaKind kind() {
    return kind;
  }

  /** The name that a person knows it by. */
  public String title() {
    return title;
  }

  /** Whether the packager can carry it in fragmented MP4; says nothing about who can decode it. */
  public boolean packageable() {
    return packageable;
  }
}
