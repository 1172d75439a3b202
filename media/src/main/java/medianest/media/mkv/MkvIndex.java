package medianest.media.mkv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import medianest.media.codec.MediaKind;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;
import medianest.media.io.UnsupportedMedia;
import medianest.media.track.Chapter;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.media.track.Samples;
import medianest.media.track.TextSample;
import medianest.media.track.Track;

/**
 * A Matroska or WebM file: its tracks, and the places from which video can be decoded. The samples
 * of a span are read from the file when they are asked for.
 */
public final class MkvIndex implements MediaIndex {

  /** Goes up when the stored form or the way it is computed changes. */
  public static final int VERSION = 1;

  /** No subtitle comes near; one that claims to be larger is an attack or damage. */
  private static final int MOST_TEXT = 1 << 20;

  private static final int MOST_TEXTS_TOGETHER = 32 << 20;

  private final Container container;
  private final Segment segment;
  private final String title;
  private final List<Chapter> chapters;
  private final List<MkvTrack> tracks;

  MkvIndex(
      Container container,
      Segment segment,
      String title,
      List<Chapter> chapters,
      List<MkvTrack> tracks) {
    this.container = container;
    this.segment = segment;
    this.title = title;
    this.chapters = List.copyOf(chapters);
    this.tracks = List.copyOf(tracks);
  }

  /** Reads what is needed of a file, which is little where it has usable Cues. */
  public static MkvIndex of(ByteSource source) throws IOException {
    return new MkvIndexer(source).index();
  }

  /** Reads what {@link #writeTo} wrote. */
  public static MkvIndex readFrom(ByteCursor cursor) throws BrokenMedia {
    return StoredIndex.read(cursor);
  }

  /** Writes the index so that {@link #readFrom} makes it again. */
  public void writeTo(ByteRecord record) {
    StoredIndex.write(this, record);
  }

  @Override
  public Container container() {
    return container;
  }

  @Override
  public List<Track> tracks() {
    return tracks.stream().map(MkvTrack::track).toList();
  }

  @Override
  public long durationUs() {
    return tracks.stream()
        .map(MkvTrack::track)
        .mapToLong(track -> Math.round((double) track.endTime() / track.timescale() * 1_000_000))
        .max()
        .orElse(0);
  }

  @Override
  public List<Chapter> chapters() {
    return chapters;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public long[] entryPoints(Track track) {
    MkvTrack found = find(track);
    CueTable cues = found.cues();
    if (kind(found) != MediaKind.VIDEO) {
      return new long[0];
    }
    long[] times = new long[cues.size()];
    int count = 0;
    for (int i = 0; i < cues.size(); i++) {
      if (cues.closed(i)) {
        times[count++] = found.clock().unrounded(cues.time(i));
      }
    }
    return Arrays.copyOf(times, count);
  }

  /**
   * For sound a line of its grid of frames; for video, whose samples are not known, the first key
   * frame; for subtitles {@code time} itself.
   */
  @Override
  public long firstAtOrAfter(Track track, long time) {
    MkvTrack found = find(track);
    if (time <= track.startTime()) {
      return Math.min(track.startTime(), track.endTime());
    }
    if (time >= track.endTime()) {
      return track.endTime();
    }
    if (kind(found) != MediaKind.VIDEO) {
      return Math.min(found.clock().lineFrom(time), track.endTime());
    }
    int next = found.cuesUpTo(time - 1);
    return next < found.cues().size() ? cueTime(found, next) : track.endTime();
  }

  private static long cueTime(MkvTrack track, int cue) {
    return track.clock().unrounded(track.cues().time(cue));
  }

  /** Pictures that lead a key frame are stored behind it: so the group behind the end is read. */
  @Override
  public long[] shown(ByteSource source, Track track, long from, long to) throws IOException {
    MkvTrack found = find(track);
    SampleList samples =
        readByPlace(found)
            ? new SpanReader(source, segment)
                .between(found, Math.max(0, found.cuesUpTo(from) - 1), found.cuesUpTo(to))
            : list(source, found, from, to);
    return IntStream.range(0, samples.count())
        .mapToLong(samples::time)
        .filter(time -> time >= from && time < to)
        .sorted()
        .toArray();
  }

  @Override
  public Samples samples(ByteSource source, Track track, long from, long to) throws IOException {
    MkvTrack found = find(track);
    if (!found.encoding().stored()) {
      throw new UnsupportedMedia(
          "Track "
              + track.id()
              + " is compressed once more inside the file, so its samples cannot be passed on.");
    }
    SampleList samples = list(source, found, from, to);
    Samples all = samples.toSamples(endTime(found, samples, to), found.encoding().prefix());
    return kind(found) == MediaKind.TEXT ? all.withEnds(textEnds(found, samples)) : all;
  }

  @Override
  public List<TextSample> texts(ByteSource source, Track track, long from, long to)
      throws IOException {
    MkvTrack found = find(track);
    SampleList samples = list(source, found, from, to);
    List<TextSample> texts = new ArrayList<>(samples.count());
    long together = 0;
    for (int i = 0; i < samples.count(); i++) {
      if (samples.storedSize(i) > MOST_TEXT) {
        throw tooMuchText();
      }
      byte[] stored = source.bytes(samples.offset(i), samples.storedSize(i));
      Bytes content = found.encoding().undo(stored, MOST_TEXT);
      together += content.length();
      if (together > MOST_TEXTS_TOGETHER) {
        throw tooMuchText();
      }
      texts.add(new TextSample(samples.time(i), textEnd(found, samples, i), content));
    }
    return texts;
  }

  private static RefusedMedia tooMuchText() {
    return new RefusedMedia("The subtitles of the file are larger than any real ones.");
  }

  @Override
  public long byteCount(Track track, long from, long to) {
    MkvTrack found = find(track);
    if (to <= from) {
      return 0;
    }
    if (readByPlace(found)) {
      int first = Math.max(0, found.cutBefore(from));
      int last = to >= track.endTime() ? found.cues().size() : found.cutBefore(to);
      return last <= first ? 0 : bytesBetween(found.cues(), first, last);
    }
    long whole = segment.end() - segment.firstCluster();
    int frameLength = Math.toIntExact(found.clock().frameLength());
    if (found.largestFrame() == 0 || frameLength == 0) {
      return whole;
    }
    // One frame more at either end, since frames may lie off the grid.
    long frames = Math.ceilDiv(to - from, frameLength) + 2;
    return Math.min(whole, frames * found.largestFrame());
  }

  Segment segment() {
    return segment;
  }

  /** The tracks with what only this package knows of them. */
  List<MkvTrack> mkvTracks() {
    return tracks;
  }

  private long bytesBetween(CueTable cues, int first, int last) {
    long end = segment.end();
    if (last < cues.size()) {
      end =
          cues.offset(last) == CueTable.NO_OFFSET
              ? cues.nextCluster(last, segment.end())
              : Math.min(segment.end(), cues.cluster(last) + cues.offset(last));
    }
    return Math.max(0, end - cues.cluster(first));
  }

  private SampleList list(ByteSource source, MkvTrack track, long from, long to)
      throws IOException {
    SpanReader reader = new SpanReader(source, segment);
    boolean toEnd = to >= track.track().endTime();
    if (readByPlace(track)) {
      int first = Math.max(0, track.cutBefore(from));
      int last = toEnd ? track.cues().size() : Math.max(0, track.cutBefore(to));
      return reader.between(track, first, last);
    }
    return reader.within(track, places(), from, to);
  }

  /** Whether the spans of a track go from one key frame to another. */
  private static boolean readByPlace(MkvTrack track) {
    return kind(track) == MediaKind.VIDEO && track.cues().size() > 0;
  }

  /** The table that shows where in the file a time lies: that of the first track that has one. */
  private CueTable places() {
    return tracks.stream()
        .map(MkvTrack::cues)
        .filter(cues -> cues.size() > 0)
        .findFirst()
        .orElse(CueTable.EMPTY);
  }

  /** Where the span ends that these samples make up. */
  private static long endTime(MkvTrack track, SampleList samples, long to) {
    int count = samples.count();
    long trackEnd = track.track().endTime();
    if (count == 0) {
      return Math.min(to, trackEnd);
    }
    if (kind(track) == MediaKind.AUDIO) {
      long last = samples.time(count - 1);
      return track.clock().frameLength() > 0
          ? last + track.clock().frameLength()
          : Math.max(last + 1, Math.min(to, trackEnd));
    }
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      latest = Math.max(latest, samples.time(i));
    }
    return Math.max(latest + 1, Math.min(to, trackEnd));
  }

  private static long[] textEnds(MkvTrack track, SampleList samples) {
    long[] ends = new long[samples.count()];
    Arrays.setAll(ends, i -> textEnd(track, samples, i));
    return ends;
  }

  private static long textEnd(MkvTrack track, SampleList samples, int i) {
    if (samples.duration(i) >= 0) {
      return samples.time(i) + samples.duration(i);
    }
    return i + 1 < samples.count()
        ? samples.time(i + 1)
        : Math.max(samples.time(i), track.track().endTime());
  }

  private static MediaKind kind(MkvTrack track) {
    return track.track().format().codec().kind();
  }

  private MkvTrack find(Track track) {
    int number = track.number();
    if (number < 0 || number >= tracks.size() || !tracks.get(number).track().equals(track)) {
      throw new IllegalArgumentException("track " + number + " of another file");
    }
    return tracks.get(number);
  }
}
