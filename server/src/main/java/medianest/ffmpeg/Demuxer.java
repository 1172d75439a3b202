package medianest.ffmpeg;

import java.util.Arrays;
import java.util.stream.Collectors;
import medianest.media.track.Container;

/** The containers that ffmpeg may open, each by the name under which it knows it. */
public enum Demuxer {
  MOV("mov"),
  MATROSKA("matroska"),
  MPEG_TS("mpegts"),
  MPEG_PS("mpeg"),
  AVI("avi"),
  FLV("flv"),
  ASF("asf"),
  OGG("ogg"),
  WAV("wav"),
  FLAC("flac"),
  MP3("mp3"),
  ADTS("aac"),
  /** One picture, and the next two likewise. */
  JPEG("jpeg_pipe"),
  PNG("png_pipe"),
  WEBP("webp_pipe");

  /** All of them, for the option that refuses every other. */
  static final String LIST =
      Arrays.stream(values()).map(d -> d.word).collect(Collectors.joining(","));

  private final String word;

  Demuxer(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** The one for what our own sniffing found; ffmpeg itself never guesses. */
  public static Demuxer of(Container container) {
    return switch (container) {
      case MP4, QUICKTIME -> MOV;
      case MATROSKA, WEBM -> MATROSKA;
      case MPEG_TS -> MPEG_TS;
      case MPEG_PS -> MPEG_PS;
      case AVI -> AVI;
      case FLV -> FLV;
      case ASF -> ASF;
      case OGG -> OGG;
      case WAV -> WAV;
      case FLAC -> FLAC;
      case MP3 -> MP3;
      case ADTS -> ADTS;
    };
  }
}
