package medianest.playback;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import medianest.media.track.Container;
import medianest.media.track.SampleFormat;

/**
 * What a client can play.
 *
 * @param directPlay whether it wants the file as it is where that works
 * @param containers that it reads by itself
 * @param codecs beginnings of RFC 6381 names that it decodes in segments, in lower case
 * @param codecsInFiles the same for files as they are, beyond those in segments
 * @param maxBitrate in bits per second
 */
record Abilities(
    boolean directPlay,
    Set<Container> containers,
    List<String> codecs,
    List<String> codecsInFiles,
    Optional<Long> maxBitrate) {

  /**
   * What Chromium plays: measured by {@code MediaSource.isTypeSupported} for segments and {@code
   * canPlayType} for files. HEVC, Dolby's and Apple's codings are not among it everywhere, so they
   * have to be asked for.
   */
  static final Abilities CHROMIUM =
      new Abilities(
          true,
          Set.of(
              Container.MP4,
              Container.WEBM,
              Container.MP3,
              Container.FLAC,
              Container.OGG,
              Container.WAV,
              Container.ADTS),
          List.of(
              "avc1",
              "avc3",
              "av01",
              "vp09",
              "mp4a.40.2",
              "mp4a.40.5",
              "mp4a.40.29",
              "mp4a.67",
              "opus",
              "flac"),
          List.of("vp8", "vp9", "vp08", "vorbis", "mp3", "mp4a.6b", "mp4a.69", "mp4a.40.34"),
          Optional.empty());

  /** Whether the client decodes the track in segments. */
  boolean decodes(SampleFormat format) {
    return named(codecs, format);
  }

  /** Whether the client decodes the track in the file as it is. */
  boolean decodesInFile(SampleFormat format) {
    return named(codecs, format) || named(codecsInFiles, format);
  }

  private static boolean named(List<String> codecs, SampleFormat format) {
    String name = format.codecString().isEmpty() ? format.codec().name() : format.codecString();
    String lower = name.toLowerCase(Locale.ROOT);
    return codecs.stream().anyMatch(lower::startsWith);
  }
}
