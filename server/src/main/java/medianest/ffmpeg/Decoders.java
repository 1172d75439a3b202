package medianest.ffmpeg;

import java.util.List;

/**
 * The decoders that ffmpeg may use: those of what people have. Of its some five hundred others many
 * are old and little looked at, and flaws in them have run foreign code (CVE-2026-8461, MagicYUV).
 */
final class Decoders {

  /**
   * Words that refuse what is larger than any film, of 8704 pixels a side: a picture of a few
   * hundred bytes could take gigabytes.
   */
  static final List<String> LARGEST_PICTURE = List.of("-max_pixels", Integer.toString(8704 * 8704));

  private static final List<String> PICTURE =
      List.of(
          "h264",
          "hevc",
          "libdav1d",
          "libaom-av1",
          "av1",
          "vp8",
          "vp9",
          "libvpx",
          "libvpx-vp9",
          "mpeg1video",
          "mpeg2video",
          "mpeg4",
          "msmpeg4v1",
          "msmpeg4v2",
          "msmpeg4",
          "h263",
          "flv",
          "vp6",
          "vp6f",
          "vc1",
          "wmv1",
          "wmv2",
          "wmv3",
          "theora",
          "prores",
          "dnxhd",
          "dvvideo",
          "mjpeg",
          "png",
          "webp");

  private static final List<String> SOUND =
      List.of(
          "aac",
          "aac_latm",
          "ac3",
          "eac3",
          "dca",
          "mlp",
          "truehd",
          "mp1float",
          "mp2float",
          "mp2",
          "mp3float",
          "mp3",
          "opus",
          "libopus",
          "vorbis",
          "flac",
          "alac",
          "wmav1",
          "wmav2",
          "wmapro",
          "wmalossless",
          "amrnb",
          "amrwb",
          "adpcm_ms",
          "adpcm_ima_wav",
          "adpcm_ima_qt",
          "pcm_alaw",
          "pcm_mulaw",
          "pcm_bluray",
          "pcm_dvd",
          "pcm_u8",
          "pcm_s8",
          "pcm_s16le",
          "pcm_s16be",
          "pcm_s24le",
          "pcm_s24be",
          "pcm_s32le",
          "pcm_s32be",
          "pcm_f32le",
          "pcm_f32be",
          "pcm_f64le",
          "pcm_f64be");

  private static final List<String> TEXT =
      List.of("pgssub", "dvdsub", "dvbsub", "ass", "ssa", "subrip", "webvtt", "mov_text");

  /** All of them, for the option that refuses every other. */
  static final String LIST =
      String.join(",", PICTURE) + "," + String.join(",", SOUND) + "," + String.join(",", TEXT);

  private Decoders() {}
}
