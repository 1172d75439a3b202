package medianest.media.subtitle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import medianest.media.codec.Codec;
import medianest.media.io.ByteSource;
import medianest.media.segment.Ticks;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.media.track.TextSample;
import medianest.media.track.Track;

/** Reads the cues of a subtitle track inside a media file. */
public final class TrackCues {

  private static final int VTTC = 0x76747463;
  private static final int PAYL = 0x7061796c;

  /** People read a line in less; only signs that stay on the picture are longer. */
  public static final long LONGEST_CUE_US = 20_000_000;

  private static final long MICROS = 1_000_000;

  private TrackCues() {}

  /** Whether tracks of that coding are text that this program can read. */
  public static boolean readable(Codec codec) {
    return switch (codec) {
      case SUBRIP, SSA, WEBVTT, TX3G -> true;
      default -> false;
    };
  }

  /** Whether tracks of that coding have styles that {@link #styled} keeps. */
  public static boolean hasStyles(Track track) {
    return track.format().codec() == Codec.SSA && !track.format().config().isEmpty();
  }

  /** A track with its styles, as a file of Advanced SubStation Alpha. */
  public static String styled(MediaIndex index, ByteSource source, Track track) throws IOException {
    String head = new String(track.format().config().toArray(), StandardCharsets.UTF_8);
    return SubStation.document(
        head.replace("\0", ""),
        index.texts(source, track, track.startTime(), track.endTime()),
        track.timescale());
  }

  /** All cues that can be seen, in the order of the track. */
  public static List<Cue> read(MediaIndex index, ByteSource source, Track track)
      throws IOException {
    return read(index, source, track, track.startTime(), track.endTime());
  }

  /**
   * The cues that can be seen between two times of the movie, those included that began up to
   * {@link #LONGEST_CUE_US} before, so that neighbouring windows both have what reaches into both.
   */
  public static List<Cue> window(
      MediaIndex index, ByteSource source, Track track, long fromUs, long toUs) throws IOException {
    long from = Ticks.ceiling(Math.max(0, fromUs - LONGEST_CUE_US), MICROS, track.timescale());
    long to = Math.min(Ticks.ceiling(toUs, MICROS, track.timescale()), track.endTime());
    if (from >= to) {
      return List.of();
    }
    return read(index, source, track, from == 0 ? track.startTime() : from, to).stream()
        .filter(cue -> cue.endUs() > fromUs && cue.startUs() < toUs)
        .toList();
  }

  private static List<Cue> read(
      MediaIndex index, ByteSource source, Track track, long from, long to) throws IOException {
    List<Cue> cues = new ArrayList<>();
    for (TextSample text : index.texts(source, track, from, to)) {
      long startUs = Ticks.toMicros(text.start(), track.timescale());
      long endUs = Ticks.toMicros(text.end(), track.timescale());
      byte[] content = text.content().toArray();
      cues.add(cue(index.container(), track.format().codec(), startUs, endUs, content));
    }
    return cues.stream().filter(Cue::visible).toList();
  }

  private static Cue cue(
      Container container, Codec codec, long startUs, long endUs, byte[] sample) {
    boolean boxes = container == Container.MP4 || container == Container.QUICKTIME;
    return switch (codec) {
      case SUBRIP -> SubRip.cue(startUs, endUs, text(sample));
      case SSA -> SubStation.cue(startUs, endUs, text(sample));
      case WEBVTT ->
          new Cue(startUs, endUs, CueText.ofMarkup(boxes ? payloads(sample) : text(sample)));
      case TX3G -> new Cue(startUs, endUs, TimedText.text(sample));
      default -> throw new IllegalArgumentException(codec + " is no text");
    };
  }

  /** The texts of the cues that ISO/IEC 14496-30 keeps as boxes in one sample. */
  private static String payloads(byte[] sample) {
    StringBuilder text = new StringBuilder();
    payloads(ByteBuffer.wrap(sample), text);
    return text.toString();
  }

  private static void payloads(ByteBuffer boxes, StringBuilder text) {
    while (boxes.remaining() >= 8) {
      int start = boxes.position();
      int size = boxes.getInt(start);
      int type = boxes.getInt(start + 4);
      if (size < 8 || size > boxes.remaining()) {
        return;
      }
      ByteBuffer content = boxes.slice(start + 8, size - 8);
      if (type == VTTC) {
        payloads(content, text);
      } else if (type == PAYL) {
        text.append(StandardCharsets.UTF_8.decode(content)).append('\n');
      }
      boxes.position(start + size);
    }
  }

  /** Some writers end the text of a block with a zero. */
  private static String text(byte[] sample) {
    return new String(sample, StandardCharsets.UTF_8).replace("\0", "");
  }
}
