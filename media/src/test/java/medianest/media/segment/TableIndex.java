package medianest.media.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import medianest.media.codec.MediaKind;
import medianest.media.io.ByteSource;
import medianest.media.track.Chapter;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.media.track.SampleFormat;
import medianest.media.track.Samples;
import medianest.media.track.Track;

/** An index over samples that a test lists itself, in decode order. */
public final class TableIndex implements MediaIndex {

  private final List<Track> tracks = new ArrayList<>();
  private final List<Samples> tables = new ArrayList<>();

  /** Adds a track whose language is not known. */
  public Track add(SampleFormat format, long timescale, Samples samples) {
    return add(format, timescale, samples, "und", "", tracks.isEmpty());
  }

  public Track add(
      SampleFormat format,
      long timescale,
      Samples samples,
      String language,
      String name,
      boolean isDefault) {
    Track track =
        new Track(
            tracks.size(),
            tracks.size() + 1L,
            format,
            timescale,
            language,
            name,
            isDefault,
            false,
            samples.startTime(),
            samples.endTime(),
            samples.count(),
            samples.byteCount());
    tracks.add(track);
    tables.add(samples);
    return track;
  }

  @Override
  public Container container() {
    return Container.MP4;
  }

  @Override
  public List<Track> tracks() {
    return tracks;
  }

  @Override
  public long durationUs() {
    return tracks.stream()
        .mapToLong(t -> Ticks.toMicros(t.endTime(), t.timescale()))
        .max()
        .orElse(0);
  }

  @Override
  public List<Chapter> chapters() {
    return List.of();
  }

  @Override
  public String title() {
    return "";
  }

  @Override
  public long[] entryPoints(Track track) {
    Samples all = all(track);
    if (track.format().codec().kind() != MediaKind.VIDEO) {
      return new long[0];
    }
    return IntStream.range(0, all.count()).filter(all::key).mapToLong(all::time).toArray();
  }

  @Override
  public long firstAtOrAfter(Track track, long time) {
    Samples all = all(track);
    return IntStream.range(0, all.count())
        .mapToLong(all::time)
        .filter(t -> t >= time)
        .min()
        .orElse(all.endTime());
  }

  @Override
  public Samples samples(ByteSource source, Track track, long from, long to) {
    Samples all = all(track);
    int[] picked = IntStream.range(0, all.count()).filter(i -> inside(all, i, from, to)).toArray();
    long[] offsets = Arrays.stream(picked).mapToLong(all::offset).toArray();
    int[] sizes = Arrays.stream(picked).map(all::size).toArray();
    long[] times = Arrays.stream(picked).mapToLong(all::time).toArray();
    BitSet keys = new BitSet();
    for (int i = 0; i < picked.length; i++) {
      keys.set(i, all.key(picked[i]));
    }
    return new Samples(
        offsets, sizes, times, keys.toLongArray(), Math.min(to, all.endTime()), all.prefix());
  }

  @Override
  public long[] shown(ByteSource source, Track track, long from, long to) {
    Samples all = all(track);
    return IntStream.range(0, all.count())
        .mapToLong(all::time)
        .filter(t -> t >= from && t < to)
        .sorted()
        .toArray();
  }

  @Override
  public long byteCount(Track track, long from, long to) {
    Samples all = all(track);
    return IntStream.range(0, all.count())
        .filter(i -> inside(all, i, from, to))
        .mapToLong(all::size)
        .sum();
  }

  private boolean inside(Samples all, int i, long from, long to) {
    return all.time(i) >= from && all.time(i) < to;
  }

  private Samples all(Track track) {
    return tables.get(track.number());
  }
}
