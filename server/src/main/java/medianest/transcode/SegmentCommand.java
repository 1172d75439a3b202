package medianest.transcode;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import medianest.ffmpeg.Command;
import medianest.ffmpeg.Drawing;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.Filter;
import medianest.ffmpeg.Findings;
import medianest.ffmpeg.Hardware;
import medianest.ffmpeg.Option;
import medianest.media.codec.MediaKind;
import medianest.media.io.FileSource;
import medianest.media.segment.Ticks;
import medianest.media.segment.TrackSegments;
import medianest.media.track.SampleFormat;
import medianest.media.track.Samples;
import medianest.media.track.Track;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command that encodes a rendition from one of its segments on.
 *
 * <p>It must cut exactly where the plan cuts: times of the file are kept, pictures are neither
 * doubled nor dropped, and key frames are at the plan's boundaries and nowhere else. Times that are
 * handed over are a little before the picture that is meant, since microseconds cannot hold every
 * tick; the little is less than the shortest picture lasts.
 */
final class SegmentCommand {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentCommand.class);

  private static final long MARGIN_US = 1000;

  /**
   * So far behind a key frame ffmpeg is told to seek to it, since it takes something off: 3/23 s in
   * Matroska, in MP4 as much as pictures are moved between decoding and showing.
   */
  private static final long BEHIND_US = 150_000;

  /** A key frame so near behind another might be found in its place. */
  private static final long NEAR_US = 500_000;

  /** What one command line can hold; a run that comes so far is followed by another. */
  private static final int MOST_BOUNDARIES = 4000;

  /** Frames before the first that is wanted, which carry what the decoder needs to begin. */
  private static final int SOUND_LEAD_IN = 4;

  /**
   * Frames by which all times of sound are moved, since those before the first are below zero,
   * which fragments cannot say.
   */
  static final int SOUND_SHIFT = 750;

  private static final int QUALITY = 23;

  /** Subtitles that were shown before are shown still; so far back they are looked for. */
  private static final long DRAWN_BEFORE_US = 8_000_000;

  private final Source source;
  private final Rendition rendition;
  private final TranscodeConfig config;
  private final Ffmpeg ffmpeg;
  private final Encoders encoders;

  SegmentCommand(
      Source source,
      Rendition rendition,
      TranscodeConfig config,
      Ffmpeg ffmpeg,
      Encoders encoders) {
    this.source = source;
    this.rendition = rendition;
    this.config = config;
    this.ffmpeg = ffmpeg;
    this.encoders = encoders;
  }

  /** Of the processor. */
  Command from(int first) {
    return from(first, Optional.empty());
  }

  /**
   * The same.
   *
   * @param chip that encodes, where it is a picture
   */
  Command from(int first, Optional<Hardware> chip) {
    Command command = begun();
    if (rendition.isPicture()) {
      picture(command, first, end(first), chip);
      return command.writing(Option.FRAGMENTS_BY_KEY);
    }
    sound(command, first);
    return command.writing(Option.FRAGMENTS_BY_TIME, 1_000_000);
  }

  /**
   * The command that encodes one segment alone, for which somebody waits: the encoder need not look
   * at pictures behind it, as it does where more are to follow. Empty where one command that goes
   * on is as good: for sound, which takes no time; and where subtitles are drawn, since each
   * command looks for those of before.
   */
  Optional<Command> alone(int number) {
    if (!rendition.isPicture() || rendition.drawn().isPresent()) {
      return Optional.empty();
    }
    Command command = begun();
    picture(command, number, number + 1, Optional.empty());
    switch (config.preset()) {
      case ULTRAFAST -> {}
      // From there on x264 shifts colours by how closely it looks, and describes that.
      case MEDIUM -> command.writing(Option.AT_ONCE);
      default -> command.writing(Option.AT_ONCE_BY_PIXELS);
    }
    return Optional.of(command.writing(Option.FRAGMENTS_BY_KEY));
  }

  /** The command that encodes one picture, to learn how the encoder describes what it writes. */
  Command first(Optional<Hardware> chip) {
    Command command = begun();
    picture(command, 0, end(0), chip);
    return command.writing(Option.PICTURES, 1).writing(Option.FRAGMENTS_BY_KEY);
  }

  /** The segment before which a command that begins with that one ends. */
  private int end(int first) {
    return Math.min(rendition.segments().count(), first + MOST_BOUNDARIES);
  }

  private Command begun() {
    Command command = Command.reading(source.path(), source.demuxer());
    command.writing(Option.KEEP_TIMES).writing(Option.NO_METADATA).writing(Option.AS_TIMED);
    return command.writing(Option.NO_SUBTITLES).writing(Option.NO_OTHERS);
  }

  private static void startingAt(Command command, long us) {
    // Without accuracy, which would count from the first time of the file; a filter cuts instead.
    command.reading(Option.BY_TIMESTAMP).reading(Option.FROM_KEY_FRAME);
    command.reading(Option.START, us);
  }

  private void picture(Command command, int first, int end, Optional<Hardware> chip) {
    Picture picture = rendition.picture().orElseThrow();
    TrackSegments segments = rendition.segments();
    long startUs = us(segments.start(first)) - MARGIN_US;
    Optional<Track> drawn = rendition.drawn();
    if (startUs > 0) {
      startingAt(
          command, drawn.isPresent() ? Math.max(0, startUs - DRAWN_BEFORE_US) : seekUs(first));
      command.picture(new Filter.From(startUs));
    }
    SampleFormat.Video video = (SampleFormat.Video) rendition.source().format();
    Findings findings = ffmpeg.findings();
    switch (video.codec()) {
      case HEVC, AV1, VP8, VP9 -> {}
      default -> command.picture(new Filter.Deinterlace());
    }
    command.picture(new Filter.Scale(picture.width(), picture.height()));
    if (findings.mapsTones() && (video.colour().pq() || video.colour().hlg())) {
      command.picture(new Filter.ToneMap());
    }
    if (chip.isEmpty()) {
      command.picture(new Filter.EightBit());
    }
    boolean old = findings.version().filter(v -> v.major() < 7).isPresent();
    int place = place(MediaKind.VIDEO, rendition.source());
    if (drawn.isPresent()) {
      int subtitles = place(MediaKind.TEXT, drawn.get());
      command.drawing(new Drawing(place, subtitles, picture.width()));
      command.writing(Option.TICKS_OF_90_KHZ);
    } else {
      command.writing(Option.VIDEO, place);
      command.writing(old ? Option.TICKS_OF_FILE_BEFORE_7 : Option.TICKS_OF_FILE);
    }
    command.threads(ffmpeg.threads()).writing(Option.NO_AUDIO).writing(Option.EVERY_PICTURE);
    chip.ifPresentOrElse(command::encodingOn, () -> byProcessor(command, picture.rung()));
    if (chip.isPresent()) {
      command.writing(Option.VIDEO_BITRATE, picture.rung().bitrate());
    }
    if (encoders.chosen().isPresent()) {
      command.writing(Option.DESCRIBED_PICTURES);
    }
    command
        .writing(Option.VIDEO_PEAK, picture.rung().peak())
        .writing(Option.VIDEO_BUFFER, 2 * picture.rung().bitrate())
        .writing(Option.KEY_INTERVAL, 9999)
        .writing(Option.KEY_FRAMES_AT, boundaries(segments, first, end));
    if (end < segments.count()) {
      command.writing(Option.END, us(segments.start(end)) - MARGIN_US);
    }
  }

  /**
   * Where decoding is to begin: with the key frame at the boundary, which is the last before a
   * moment behind it. Where another follows at once, that moment might be behind the other as well,
   * so it is one before the boundary, and all pictures since the key frame before are decoded for
   * nothing.
   */
  long seekUs(int first) {
    long startUs = us(rendition.segments().start(first));
    return startsByItself(first) ? startUs + BEHIND_US : startUs - MARGIN_US;
  }

  /** Whether the segment begins with a key frame, and has no other near it. */
  private boolean startsByItself(int number) {
    TrackSegments segments = rendition.segments();
    long near =
        segments.start(number) + Ticks.ceiling(NEAR_US, 1_000_000, segments.track().timescale());
    try (FileSource file = FileSource.open(source.path())) {
      Samples samples =
          source
              .index()
              .samples(file, rendition.source(), segments.start(number), segments.end(number));
      if (samples.count() == 0 || !samples.key(0) || samples.time(0) != segments.start(number)) {
        return false;
      }
      return IntStream.range(1, samples.count())
          .noneMatch(i -> samples.key(i) && samples.time(i) <= near);
    } catch (IOException e) {
      LOG.debug("The key frames of segment {} are not known: {}", number, e.toString());
      return false;
    }
  }

  private void byProcessor(Command command, Rung rung) {
    command
        .writing(Option.X264)
        .writing(preset())
        .writing(Option.PROFILE_HIGH)
        .writing(Option.LEVEL, rung.level())
        .writing(Option.VIDEO_QUALITY, QUALITY)
        .writing(Option.REORDERED_PICTURES, 2)
        .writing(Option.NO_SCENE_CUTS);
  }

  private void sound(Command command, int first) {
    TrackSegments segments = rendition.segments();
    SampleFormat.Audio format = (SampleFormat.Audio) segments.track().format();
    long frame = segments.start(first) / Rendition.AAC_FRAME;
    long from = Math.max(0, frame - SOUND_LEAD_IN) * Rendition.AAC_FRAME;
    if (from > 0) {
      // Decoders of sound need a few of their own frames to begin as well.
      long startUs = Ticks.toMicros(from, format.sampleRate());
      startingAt(command, Math.max(0, startUs - 200_000));
      command.sound(new Filter.SoundFrom(startUs));
    }
    long shift = (long) SOUND_SHIFT * Rendition.AAC_FRAME;
    command
        .sound(new Filter.Gapless(format.sampleRate(), from))
        .writing(Option.AUDIO, place(MediaKind.AUDIO, rendition.source()))
        .writing(Option.NO_VIDEO)
        .writing(Option.AAC)
        .writing(Option.AUDIO_BITRATE, Renditions.soundBitrate(format.channels()))
        .writing(Option.CHANNELS, format.channels())
        .writing(Option.LATER, Ticks.toMicros(shift, format.sampleRate()));
  }

  private static long[] boundaries(TrackSegments segments, int first, int end) {
    long[] times = new long[end - first];
    for (int i = 0; i < times.length; i++) {
      long us = Ticks.toMicros(segments.start(first + i), segments.track().timescale());
      times[i] = Math.max(0, us - MARGIN_US);
    }
    return times;
  }

  private Option preset() {
    return switch (config.preset()) {
      case ULTRAFAST -> Option.PRESET_ULTRAFAST;
      case SUPERFAST -> Option.PRESET_SUPERFAST;
      case VERYFAST -> Option.PRESET_VERYFAST;
      case FASTER -> Option.PRESET_FASTER;
      case MEDIUM -> Option.PRESET_MEDIUM;
    };
  }

  /** The place of the track among those of its kind, which is how ffmpeg is told of it. */
  private int place(MediaKind kind, Track wanted) {
    int place = 0;
    for (Track track : source.index().tracks()) {
      if (track.number() == wanted.number()) {
        return place;
      }
      place += track.format().codec().kind() == kind ? 1 : 0;
    }
    throw new IllegalStateException("a rendition of no track of its file");
  }

  private long us(long ticks) {
    return Ticks.toMicros(ticks, rendition.segments().track().timescale());
  }
}
