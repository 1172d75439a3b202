package medianest.media.mkv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import medianest.media.codec.Codec;
import medianest.media.codec.MediaKind;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.track.SampleFormat;
import medianest.media.track.Track;
import org.jspecify.annotations.Nullable;

/** Puts an index together from the head of a file and looks at its first and last blocks. */
final class MkvIndexer {

  private static final long NANOS = 1_000_000_000;

  /** For a unit that no whole number of makes up a second. */
  private static final long MICROSECONDS = 1_000_000;

  private final ByteSource source;
  private final Map<Long, CueTable> tables = new HashMap<>();

  MkvIndexer(ByteSource source) {
    this.source = source;
  }

  MkvIndex index() throws IOException {
    SegmentHead head = SegmentHeadReader.read(source);
    Map<Long, FirstBlock> firsts = FirstBlocks.read(source, head);
    List<TrackEntry> entries =
        head.tracks().stream().filter(entry -> isStream(entry.type())).toList();
    List<SampleFormat> formats = new ArrayList<>();
    for (TrackEntry entry : entries) {
      formats.add(format(entry, firsts.get(entry.number())));
    }
    LastBlocks lasts = LastBlocks.read(source, head.segment(), tailStart(head, entries));
    long shift = shift(entries, firsts) * head.segment().nanosPerUnit();
    makeTables(head, entries, formats, firsts, lasts.lastTime());
    List<MkvTrack> tracks = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      TrackEntry entry = entries.get(i);
      tracks.add(
          new TrackMaker(head, entry, formats.get(i), shift)
              .make(
                  i,
                  firsts.get(entry.number()),
                  lasts,
                  tables.getOrDefault(entry.number(), CueTable.EMPTY)));
    }
    return new MkvIndex(
        head.container(), head.segment(), head.title(), head.chapters(), withTextEnds(tracks));
  }

  /** The kinds of tracks that other readers of Matroska count, in the order of the file. */
  private static boolean isStream(int type) {
    return type == TrackEntry.VIDEO || type == TrackEntry.AUDIO || type == TrackEntry.SUBTITLE;
  }

  private static SampleFormat format(TrackEntry entry, @Nullable FirstBlock first) {
    Bytes frame = first == null ? Bytes.EMPTY : first.frame();
    return switch (entry.type()) {
      case TrackEntry.VIDEO -> {
        TrackEntry.Picture picture = entry.picture();
        yield picture == null
            ? new SampleFormat.Other(Codec.UNKNOWN, "", entry.codecPrivate())
            : PictureFormats.of(entry, picture, frame);
      }
      case TrackEntry.AUDIO -> {
        TrackEntry.Sound sound = entry.sound();
        yield SoundFormats.of(entry, sound == null ? TrackEntry.Sound.DEFAULT : sound, frame);
      }
      default -> TextFormats.of(entry);
    };
  }

  /** The last cluster that the Cues speak of, if it is one; else the first of the file. */
  private long tailStart(SegmentHead head, List<TrackEntry> entries) throws IOException {
    long last = head.segment().firstCluster();
    for (TrackEntry entry : entries) {
      CueTable cues = head.cues().getOrDefault(entry.number(), CueTable.EMPTY);
      if (entry.type() != TrackEntry.SUBTITLE && cues.size() > 0) {
        last = Math.max(last, cues.cluster(cues.size() - 1));
      }
    }
    Cluster cluster =
        new Clusters(new EbmlReader(source, EbmlReader.SMALL_WINDOW), head.segment()).at(last);
    return cluster == null ? head.segment().firstCluster() : last;
  }

  /** By how many units the movie moves so that no video lies before its start. */
  private static long shift(List<TrackEntry> entries, Map<Long, FirstBlock> firsts) {
    long shift = 0;
    for (TrackEntry entry : entries) {
      FirstBlock first = firsts.get(entry.number());
      if (entry.type() == TrackEntry.VIDEO && first != null) {
        shift = Math.max(shift, -first.time());
      }
    }
    return shift;
  }

  /** For each video track; for the first sound track where there is no video. */
  private void makeTables(
      SegmentHead head,
      List<TrackEntry> entries,
      List<SampleFormat> formats,
      Map<Long, FirstBlock> firsts,
      long lastTime)
      throws IOException {
    for (MediaKind kind : new MediaKind[] {MediaKind.VIDEO, MediaKind.AUDIO}) {
      for (int i = 0; i < entries.size(); i++) {
        TrackEntry entry = entries.get(i);
        FirstBlock first = firsts.get(entry.number());
        boolean wanted =
            formats.get(i).codec().kind() == kind
                && first != null
                && (kind == MediaKind.VIDEO || tables.isEmpty());
        if (wanted && first != null) {
          tables.put(
              entry.number(),
              new CueTables(source, head, entry, formats.get(i)).make(first, lastTime));
        }
      }
    }
  }

  /** Subtitles last as long as the movie, however early the last of them is. */
  private static List<MkvTrack> withTextEnds(List<MkvTrack> tracks) {
    double seconds =
        tracks.stream()
            .map(MkvTrack::track)
            .mapToDouble(track -> (double) track.endTime() / track.timescale())
            .max()
            .orElse(0);
    return tracks.stream()
        .map(track ->
            track.track().format().codec().kind() == MediaKind.TEXT
                ? track.endingAt((long) Math.ceil(seconds * track.track().timescale()))
                : track)
        .toList();
  }

  /** Makes one track of what was found. */
  private static final class TrackMaker {

    private final SegmentHead head;
    private final TrackEntry entry;
    private final SampleFormat format;
    private final long shiftNanos;

    TrackMaker(SegmentHead head, TrackEntry entry, SampleFormat format, long shiftNanos) {
      this.head = head;
      this.entry = entry;
      this.format = format;
      this.shiftNanos = shiftNanos;
    }

    MkvTrack make(int number, @Nullable FirstBlock first, LastBlocks lasts, CueTable cues) {
      TrackClock clock = clock(first);
      long start = first == null ? 0 : clock.ticks(first.time());
      long end = Math.max(start, end(clock, first, lasts));
      int largest = first == null ? 0 : LargestFrame.of(format, first.frameSize());
      Track track =
          new Track(
              number,
              entry.number(),
              format,
              clock.timescale(),
              entry.language(),
              entry.name(),
              entry.isDefault(),
              entry.forced(),
              start,
              end,
              0,
              byteCount(clock, end - start, largest));
      return new MkvTrack(track, clock, entry.encoding(), cues, lacedTicks(clock), largest);
    }

    /** Sound counts in its own samples; all else in the unit of the file, so nothing is rounded. */
    private TrackClock clock(@Nullable FirstBlock first) {
      long unit = head.segment().nanosPerUnit();
      long timescale = NANOS % unit == 0 ? NANOS / unit : MICROSECONDS;
      long frameLength = 0;
      if (format instanceof SampleFormat.Audio audio) {
        timescale = audio.sampleRate();
        frameLength = first == null ? 0 : audio.frameLength();
      }
      TrackClock free = new TrackClock(timescale, unit, shiftNanos - entry.delayNanos(), 0, 0);
      return first == null ? free : free.withGrid(free.unrounded(first.time()), frameLength);
    }

    private long end(TrackClock clock, @Nullable FirstBlock first, LastBlocks lasts) {
      LastBlocks.End last = lasts.ends().get(entry.number());
      if (last != null && format.codec().kind() != MediaKind.TEXT) {
        return clock.ticks(last.time()) + duration(clock, last);
      }
      if (first == null) {
        return 0;
      }
      return clock.unrounded((long) Math.clamp(head.durationUnits(), 0, 1L << 40));
    }

    /** Of the last block. */
    private long duration(TrackClock clock, LastBlocks.End last) {
      long each = lacedTicks(clock);
      if (each > 0) {
        return each * last.frames();
      }
      long units =
          last.duration() == BlockReader.NO_DURATION
              ? last.time() - last.before()
              : last.duration();
      return Math.max(1, clock.span(units));
    }

    private long lacedTicks(TrackClock clock) {
      return clock.frameLength() > 0 ? clock.frameLength() : clock.nanos(entry.frameNanos());
    }

    private long byteCount(TrackClock clock, long ticks, int largest) {
      long whole = head.segment().end() - head.segment().firstCluster();
      Long noted = head.tags().bytes().get(entry.uid());
      if (noted != null) {
        return Math.min(noted, whole);
      }
      return largest == 0 || clock.frameLength() == 0
          ? whole
          : Math.min(whole, (ticks / clock.frameLength() + 1) * largest);
    }
  }
}
