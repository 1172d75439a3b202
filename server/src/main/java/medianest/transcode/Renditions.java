package medianest.transcode;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import medianest.media.codec.Codec;
import medianest.media.codec.MediaKind;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;
import medianest.media.segment.SegmentPlan;
import medianest.media.segment.Ticks;
import medianest.media.segment.TrackSegments;
import medianest.media.track.Colour;
import medianest.media.track.PixelAspect;
import medianest.media.track.Rotation;
import medianest.media.track.SampleFormat;
import medianest.media.track.Track;

/** What can be made of the tracks of a file. */
public final class Renditions {

  /** What ffmpeg may decode of all that we can name. */
  private static final Set<Codec> DECODED =
      EnumSet.of(
          Codec.AVC,
          Codec.HEVC,
          Codec.AV1,
          Codec.VP8,
          Codec.VP9,
          Codec.MPEG1_VIDEO,
          Codec.MPEG2_VIDEO,
          Codec.MPEG4_VISUAL,
          Codec.H263,
          Codec.VC1,
          Codec.THEORA,
          Codec.PRORES,
          Codec.MJPEG,
          Codec.AAC,
          Codec.AC3,
          Codec.EAC3,
          Codec.OPUS,
          Codec.FLAC,
          Codec.ALAC,
          Codec.MP3,
          Codec.MP2,
          Codec.VORBIS,
          Codec.DTS,
          Codec.TRUEHD,
          Codec.AMR,
          Codec.PCM);

  /** The larger picture is an attack or no film; a decoder would take gigabytes for it. */
  private static final int LARGEST_SIDE = 8192 + 512;

  /**
   * What ffmpeg cannot decode of codings that it decodes otherwise: profile 5 of Dolby Vision,
   * whose colours are wrong without the layer that nothing here can read; AV1 under Dolby's name;
   * the successor of HE-AAC (USAC), which it learnt in version 7.1 in part; floating point sound in
   * MP4.
   */
  private static final Pattern BEYOND_FFMPEG =
      Pattern.compile("(dvh1|dvhe)\\.05\\..*|dav1\\..*|mp4a\\.40\\.42|fpcm");

  /** Bits per second with which AAC is as good as what films bring along. */
  private static final long STEREO_BITRATE = 160_000;

  private static final long SURROUND_BITRATE = 384_000;

  private static final int USUAL_RATE = 48_000;
  private static final int STEREO = 2;

  /** Three in front, two behind, and the deep ones. */
  private static final int SURROUND = 6;

  private Renditions() {}

  /** Whether anything can be made of the track. */
  public static boolean possible(SegmentPlan plan, Track track) {
    boolean decoded =
        DECODED.contains(track.format().codec())
            && track.endTime() > 0
            && !BEYOND_FFMPEG.matcher(track.format().codecString()).matches();
    return decoded
        && switch (track.format()) {
          case SampleFormat.Video video ->
              plan.lead().filter(l -> l.track().number() == track.number()).isPresent()
                  && video.width() > 0
                  && video.height() > 0
                  && Math.max(video.width(), video.height()) <= LARGEST_SIDE;
          case SampleFormat.Audio audio -> audio.channels() > 0;
          case SampleFormat.Text _, SampleFormat.Other _ -> false;
        };
  }

  /** Whether subtitles of that coding are pictures that can be drawn into a film. */
  public static boolean drawable(Codec codec) {
    return codec == Codec.PGS || codec == Codec.VOBSUB;
  }

  /**
   * What of all that could be made is wanted.
   *
   * @param ownSize whether a picture of the source's own size is wanted, as where the source itself
   *     cannot be shown
   * @param most bits per second; what takes more is left out, but for the least of all
   * @param channels of sound, at most
   * @param drawn the subtitles that are drawn into the picture
   */
  public record Wish(boolean ownSize, long most, int channels, Optional<Track> drawn) {}

  /** All that can be made of a track, from the best on. */
  public static List<Rendition> of(SegmentPlan plan, Track track, Wish wish) {
    if (!possible(plan, track)) {
      return List.of();
    }
    if (track.format() instanceof SampleFormat.Audio audio) {
      return sound(plan, track, audio, wish.channels()).stream().toList();
    }
    SampleFormat.Video video = (SampleFormat.Video) track.format();
    List<Rendition> all = new ArrayList<>();
    for (Picture picture : Picture.ladder(video, wish.ownSize())) {
      all.add(picture(plan.lead().orElseThrow(), video, picture, wish.drawn()));
    }
    while (all.size() > 1 && all.getFirst().peakBitrate() > wish.most()) {
      all.removeFirst();
    }
    return all;
  }

  /**
   * The one that a folder is named after.
   *
   * @param drawn the subtitles that are drawn into its picture
   */
  public static Optional<Rendition> find(
      SegmentPlan plan, Track track, String folder, Optional<Track> drawn) {
    return Stream.of(STEREO, SURROUND)
        .flatMap(n -> of(plan, track, new Wish(true, Long.MAX_VALUE, n, drawn)).stream())
        .filter(r -> r.folder().equals(folder))
        .findFirst();
  }

  private static Rendition picture(
      TrackSegments lead, SampleFormat.Video video, Picture picture, Optional<Track> drawn) {
    Track source = lead.track();
    boolean mapped = video.colour().pq() || video.colour().hlg();
    SampleFormat.Video encoded =
        new SampleFormat.Video(
            Codec.AVC,
            String.format(Locale.ROOT, "avc1.6400%02x", picture.rung().level()),
            Bytes.EMPTY,
            picture.width(),
            picture.height(),
            PixelAspect.SQUARE,
            Rotation.NONE,
            mapped ? new Colour(1, 1, 1, false) : video.colour(),
            Bytes.EMPTY);
    return new Rendition(
        source,
        "t"
            + source.number()
            + "-v"
            + picture.rung().height()
            + drawn.map(s -> "-s" + s.number()).orElse(""),
        lead.of(encoded(source, encoded, source.timescale(), source.startTime(), source.endTime())),
        picture.rung().peak(),
        picture.rung().bitrate(),
        Optional.of(picture),
        drawn);
  }

  private static Optional<Rendition> sound(
      SegmentPlan plan, Track source, SampleFormat.Audio audio, int most) {
    int rate = audio.sampleRate() == 44_100 ? 44_100 : USUAL_RATE;
    boolean surround = most >= SURROUND && audio.channels() >= SURROUND;
    int channels = surround ? SURROUND : Math.min(STEREO, audio.channels());
    SampleFormat.Audio format =
        new SampleFormat.Audio(
            Codec.AAC,
            "mp4a.40.2",
            lowComplexity(rate, channels),
            channels,
            rate,
            Rendition.AAC_FRAME,
            16);
    long bitrate = soundBitrate(channels);
    long end = Ticks.ceiling(source.endTime(), source.timescale(), rate);
    Track encoded = encoded(source, format, rate, 0, end);
    try {
      return Optional.of(
          new Rendition(
              source,
              "t" + source.number() + (surround ? "-aac6" : "-aac"),
              plan.encodedSound(encoded, Rendition.AAC_FRAME),
              bitrate * 5 / 4,
              bitrate,
              Optional.empty(),
              Optional.empty()));
    } catch (RefusedMedia e) {
      return Optional.empty();
    }
  }

  static long soundBitrate(int channels) {
    return channels == SURROUND ? SURROUND_BITRATE : STEREO_BITRATE;
  }

  /** AudioSpecificConfig of AAC-LC (ISO/IEC 14496-3 clause 1.6.2.1), of 44.1 or 48 kHz. */
  private static Bytes lowComplexity(int rate, int channels) {
    int frequencyIndex = rate == USUAL_RATE ? 3 : 4;
    int bits = 2 << 11 | frequencyIndex << 7 | channels << 3;
    return Bytes.of(new byte[] {(byte) (bits >> 8), (byte) bits});
  }

  private static Track encoded(
      Track source, SampleFormat format, long timescale, long start, long end) {
    boolean picture = format.codec().kind() == MediaKind.VIDEO;
    return new Track(
        source.number(),
        source.id(),
        format,
        timescale,
        source.language(),
        source.name(),
        source.isDefault(),
        source.forced(),
        start,
        end,
        picture ? source.sampleCount() : 0,
        0);
  }
}
