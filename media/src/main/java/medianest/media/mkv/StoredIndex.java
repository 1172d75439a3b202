package medianest.media.mkv;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;
import medianest.media.track.Chapter;
import medianest.media.track.Column;
import medianest.media.track.Container;
import medianest.media.track.StoredTrack;
import medianest.media.track.Track;

/** An index as bytes, to be kept; {@link MkvIndex#VERSION} counts its forms. */
final class StoredIndex {

  private static final int MOST_STORED = 100_000;

  private static final int NOT_ENCODED = 0;
  private static final int STRIPPED = 1;
  private static final int ZLIB = 2;
  private static final int UNSUPPORTED = 3;

  private StoredIndex() {}

  static void write(MkvIndex index, ByteRecord record) {
    Segment segment = index.segment();
    record.u8(index.container() == Container.WEBM ? 1 : 0).text(index.title());
    record.i64(segment.start()).i64(segment.end());
    record.i64(segment.firstCluster()).i64(segment.nanosPerUnit());
    record.i32(index.chapters().size());
    for (Chapter chapter : index.chapters()) {
      record.i64(chapter.startUs()).text(chapter.title());
    }
    record.i32(index.mkvTracks().size());
    for (MkvTrack track : index.mkvTracks()) {
      write(track, record);
    }
  }

  static MkvIndex read(ByteCursor cursor) throws BrokenMedia {
    Container container = cursor.u8() == 1 ? Container.WEBM : Container.MATROSKA;
    String title = cursor.text();
    Segment segment = new Segment(cursor.u64(), cursor.u64(), cursor.u64(), positive(cursor.u64()));
    List<Chapter> chapters = new ArrayList<>();
    for (int left = count(cursor); left > 0; left--) {
      chapters.add(new Chapter(cursor.i64(), cursor.text()));
    }
    List<MkvTrack> tracks = new ArrayList<>();
    for (int left = count(cursor); left > 0; left--) {
      tracks.add(readTrack(cursor));
    }
    return new MkvIndex(container, segment, title, chapters, tracks);
  }

  private static void write(MkvTrack track, ByteRecord record) {
    StoredTrack.write(track.track(), record);
    TrackClock clock = track.clock();
    record.i64(clock.timescale()).i64(clock.nanosPerUnit()).i64(clock.offsetNanos());
    record.i64(clock.gridStart()).i64(clock.frameLength());
    record.u8(
        switch (track.encoding()) {
          case ContentEncoding.None() -> NOT_ENCODED;
          case ContentEncoding.StrippedHeader(Bytes prefix) -> STRIPPED;
          case ContentEncoding.Zlib() -> ZLIB;
          case ContentEncoding.Unsupported() -> UNSUPPORTED;
        });
    record.block(track.encoding().prefix());
    write(track.cues(), record);
    record.i64(track.lacedTicks()).i32(track.largestFrame());
  }

  private static MkvTrack readTrack(ByteCursor cursor) throws BrokenMedia {
    Track track = StoredTrack.read(cursor);
    TrackClock clock =
        new TrackClock(
            positive(cursor.u64()),
            positive(cursor.u64()),
            cursor.i64(),
            cursor.i64(),
            cursor.u64());
    int encoding = cursor.u8();
    Bytes prefix = cursor.block();
    return new MkvTrack(
        track,
        clock,
        switch (encoding) {
          case NOT_ENCODED -> new ContentEncoding.None();
          case STRIPPED -> new ContentEncoding.StrippedHeader(prefix);
          case ZLIB -> new ContentEncoding.Zlib();
          default -> new ContentEncoding.Unsupported();
        },
        cues(cursor),
        cursor.u64(),
        cursor.i32());
  }

  private static void write(CueTable cues, ByteRecord record) {
    Column.Builder times = new Column.Builder();
    Column.Builder clusters = new Column.Builder();
    Column.Builder offsets = new Column.Builder();
    for (int i = 0; i < cues.size(); i++) {
      times.add(cues.time(i));
      clusters.add(cues.cluster(i));
      offsets.add(cues.offset(i));
    }
    times.build().writeTo(record);
    clusters.build().writeTo(record);
    offsets.build().writeTo(record);
    Column.of(cues.closed().toLongArray()).writeTo(record);
  }

  private static CueTable cues(ByteCursor cursor) throws BrokenMedia {
    long[] times = numbers(Column.readFrom(cursor));
    long[] clusters = numbers(Column.readFrom(cursor));
    long[] offsets = numbers(Column.readFrom(cursor));
    BitSet closed = BitSet.valueOf(numbers(Column.readFrom(cursor)));
    if (clusters.length != times.length || offsets.length != times.length) {
      throw new BrokenMedia("A stored index does not hold what it announces.");
    }
    int[] narrow = new int[offsets.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (int) offsets[i];
    }
    return new CueTable(times, clusters, narrow, closed);
  }

  private static long[] numbers(Column column) {
    long[] numbers = new long[column.count()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = column.at(i);
    }
    return numbers;
  }

  private static long positive(long value) throws BrokenMedia {
    if (value == 0) {
      throw new BrokenMedia("A stored index counts time in a unit that cannot be.");
    }
    return value;
  }

  private static int count(ByteCursor cursor) throws BrokenMedia {
    int count = cursor.i32();
    if (count < 0 || count > MOST_STORED) {
      throw new BrokenMedia("A stored index does not hold what it announces.");
    }
    return count;
  }
}
