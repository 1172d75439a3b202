package medianest.media.mp4;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.ByteSource;
import medianest.media.track.Chapter;
import medianest.media.track.Column;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.media.track.SampleFormat;
import medianest.media.track.Samples;
import medianest.media.track.StoredTrack;
import medianest.media.track.Track;

/** An MP4 or QuickTime file: its sample tables, whether they came whole or in fragments. */
public final class Mp4Index implements MediaIndex {

  /** Goes up when the stored form or the way it is computed changes. */
  public static final int VERSION = 2;

  private static final int MOST_STORED = 100_000;

  /** Further than this no coding moves a picture between decoding and showing. */
  private static final int MOST_REORDERED = 64;

  /**
   * A track with its samples.
   *
   * @param shift from the table's times to those of the movie
   */
  record Entry(Track track, SampleTable table, long shift, EntryPoints entryPoints) {

    boolean video() {
      return track.format() instanceof SampleFormat.Video;
    }
  }

  private final Container container;
  private final String title;
  private final List<Chapter> chapters;
  private final List<Entry> entries;
  private final List<Track> tracks;

  Mp4Index(Container container, String title, List<Chapter> chapters, List<Entry> entries) {
    this.container = container;
    this.title = title;
    this.chapters = List.copyOf(chapters);
    this.entries = List.copyOf(entries);
    this.tracks = entries.stream().map(Entry::track).toList();
  }

  @Override
  public Container container() {
    return container;
  }

  @Override
  public List<Track> tracks() {
    return tracks;
  }

  @Override
  public long durationUs() {
    return Math.max(0, tracks.stream().mapToLong(Mp4Index::endUs).max().orElse(0));
  }

  private static long endUs(Track track) {
    try {
      return Ticks.rescale(track.endTime(), Ticks.MICROSECONDS, track.timescale());
    } catch (BrokenMedia e) {
      throw new IllegalStateException("the reader admits no such time", e);
    }
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
    Entry entry = entry(track);
    Column times = entry.entryPoints().times();
    long[] points = new long[times.count()];
    for (int i = 0; i < points.length; i++) {
      points[i] = times.at(i) + entry.shift();
    }
    return points;
  }

  @Override
  public long firstAtOrAfter(Track track, long time) {
    Entry entry = entry(track);
    SampleTable table = entry.table();
    long wanted = time - entry.shift();
    if (!entry.video()) {
      int i = table.firstAtLeast(wanted);
      return i < table.count() ? table.time(i) + entry.shift() : track.endTime();
    }
    int near = near(table, wanted);
    int to = Math.min(table.count(), near + MOST_REORDERED);
    long first = Long.MAX_VALUE;
    for (int i = Math.max(0, near - MOST_REORDERED); i < to; i++) {
      if (table.time(i) >= wanted) {
        first = Math.min(first, table.time(i));
      }
    }
    return first == Long.MAX_VALUE ? track.endTime() : first + entry.shift();
  }

  /**
   * About where in the table a time lies: its pictures are in decode order, so their times rise but
   * for some steps back.
   */
  private static int near(SampleTable table, long time) {
    int low = 0;
    int high = table.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (table.time(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public long[] shown(ByteSource source, Track track, long from, long to) {
    Entry entry = entry(track);
    SampleTable table = entry.table();
    int first = Math.max(0, near(table, from - entry.shift()) - MOST_REORDERED);
    int end = Math.min(table.count(), near(table, to - entry.shift()) + MOST_REORDERED);
    return IntStream.range(first, end)
        .mapToLong(i -> table.time(i) + entry.shift())
        .filter(time -> time >= from && time < to)
        .sorted()
        .toArray();
  }

  @Override
  public Samples samples(ByteSource source, Track track, long from, long to) {
    Entry entry = entry(track);
    int first = place(entry, from);
    int end = Math.max(first, place(entry, to));
    return entry.table().slice(first, end, entry.shift(), startOf(entry, end));
  }

  @Override
  public long byteCount(Track track, long from, long to) {
    Entry entry = entry(track);
    int first = place(entry, from);
    return entry.table().byteCount(first, Math.max(first, place(entry, to)));
  }

  /** The sample with which the span from {@code time} on begins. */
  private static int place(Entry entry, long time) {
    SampleTable table = entry.table();
    if (time >= entry.track().endTime()) {
      return table.count();
    }
    if (time <= entry.track().startTime()) {
      return 0;
    }
    if (!entry.video()) {
      return table.firstAtLeast(time - entry.shift());
    }
    int group = entry.entryPoints().times().lastAtMost(time - entry.shift());
    return group < 0 ? 0 : sampleOf(entry, group);
  }

  private static long startOf(Entry entry, int sample) {
    if (sample >= entry.table().count()) {
      return entry.track().endTime();
    }
    if (!entry.video()) {
      return entry.table().time(sample) + entry.shift();
    }
    EntryPoints points = entry.entryPoints();
    int group = points.samples().lastAtMost(sample);
    return group < 0 ? entry.track().startTime() : points.times().at(group) + entry.shift();
  }

  private static int sampleOf(Entry entry, int group) {
    return (int) entry.entryPoints().samples().at(group);
  }

  private Entry entry(Track track) {
    Entry entry = entries.get(track.number());
    if (!entry.track().equals(track)) {
      throw new IllegalArgumentException("a track of another file");
    }
    return entry;
  }

  /** Writes the index so that {@link #readFrom} makes it again. */
  public void writeTo(ByteRecord record) {
    record.text(container.name()).text(title);
    record.i32(chapters.size());
    for (Chapter chapter : chapters) {
      record.i64(chapter.startUs()).text(chapter.title());
    }
    record.i32(entries.size());
    for (Entry entry : entries) {
      StoredTrack.write(entry.track(), record);
      entry.table().writeTo(record);
      record.i64(entry.shift());
      entry.entryPoints().samples().writeTo(record);
      entry.entryPoints().times().writeTo(record);
    }
  }

  public static Mp4Index readFrom(ByteCursor cursor) throws BrokenMedia {
    String name = cursor.text();
    Container container = name.equals("MP4") ? Container.MP4 : Container.QUICKTIME;
    String title = cursor.text();
    List<Chapter> chapters = new ArrayList<>();
    for (int left = count(cursor); left > 0; left--) {
      chapters.add(new Chapter(cursor.i64(), cursor.text()));
    }
    List<Entry> entries = new ArrayList<>();
    for (int left = count(cursor); left > 0; left--) {
      Track track = StoredTrack.read(cursor);
      SampleTable table = SampleTable.readFrom(cursor);
      long shift = cursor.i64();
      EntryPoints points = new EntryPoints(Column.readFrom(cursor), Column.readFrom(cursor));
      entries.add(new Entry(track, table, shift, points));
    }
    return new Mp4Index(container, title, chapters, entries);
  }

  private static int count(ByteCursor cursor) throws BrokenMedia {
    int count = cursor.i32();
    if (count < 0 || count > MOST_STORED) {
      throw new BrokenMedia("A stored index does not hold what it announces.");
    }
    return count;
  }
}
