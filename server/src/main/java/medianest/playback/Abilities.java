package medianest.playback;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import medianest.media.track.Container;
import medianest.media.track.SampleFormat;

/**
 * What a client can play, and what its viewer wants of it.
 *
 * @param directPlay whether it wants the file as it is where that works
 * @param containers that it reads by itself
 * @param codecs beginnings of RFC 6381 names that it decodes in segments, in lower case
 * @param codecsInFiles the same for files as they are, beyond those in segments
 * @param maxBitrate in bits per second
 * @param channels of sound that it plays, at most
 * @param ladder whether smaller pictures are wanted beside the original
 * @param burnIn number of the track of subtitles that is to be drawn into the picture
 */
record Abilities(
    boolean directPlay,
    Set<Container> containers,
    List<String> codecs,
    List<String> codecsInFiles,
    Optional<Long> maxBitrate,
    int channels,
    boolean ladder,
    Optional<Integer> burnIn) {

  static final List<String> CHROMIUM_VIDEO = List.of("avc1", "avc3", "av01", "vp09");

  static final List<String> CHROMIUM_AUDIO =
      List.of("mp4a.40.2", "mp4a.40.5", "mp4a.40.29", "mp4a.67", "opus", "flac");

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
          Stream.concat(CHROMIUM_VIDEO.stream(), CHROMIUM_AUDIO.stream()).toList(),
          List.of("vp8", "vp9", "vp08", "vorbis", "mp3", "mp4a.6b", "mp4a.69", "mp4a.40.34"),
          Optional.empty(),
          2,
          false,
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
