package medianest.transcode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import medianest.media.segment.TrackSegments;
import org.jspecify.annotations.Nullable;

/**
 * Collects pictures: a segment begins with the key frame at its boundary and ends where the next
 * begins, or when it has as many pictures as the source has in it.
 */
final class PictureCollector implements Collector {

  private final TrackSegments segments;
  private final SourceTimes source;
  private final long tolerance;
  private int number;
  private List<Frame> frames = new ArrayList<>();
  private long @Nullable [] expected;

  /** Tells when the pictures of a segment are shown in the source. */
  interface SourceTimes {
    /** Rising. */
    long[] of(int number);
  }

  PictureCollector(TrackSegments segments, int first, SourceTimes source) {
    this.segments = segments;
    this.number = first;
    this.source = source;
    // Matroska counts in milliseconds.
    this.tolerance = Math.max(1, segments.track().timescale() / 500);
  }

  @Override
  public List<Finished> add(List<Frame> batch) {
    List<Finished> finished = new ArrayList<>();
    long earliest = batch.stream().mapToLong(Frame::time).min().orElse(Long.MIN_VALUE);
    while (number + 1 < segments.count() && earliest >= segments.start(number + 1) - tolerance) {
      finished.addAll(close());
    }
    // What comes late belongs to a segment that is out already.
    batch.stream().filter(this::inTime).forEach(frames::add);
    if (number < segments.count() && frames.size() >= expected().length) {
      finished.addAll(close());
    }
    return finished;
  }

  @Override
  public List<Finished> end() {
    return frames.isEmpty() ? List.of() : close();
  }

  private List<Finished> close() {
    if (number >= segments.count()) {
      return List.of();
    }
    Finished finished = new Finished(number, timed());
    number++;
    frames = new ArrayList<>();
    expected = null;
    return List.of(finished);
  }

  /**
   * The pictures at exactly the times that they have in the source, where they are all there: the
   * first in order of presentation is the source's first, and so on.
   */
  private List<Frame> timed() {
    long[] times = expected();
    if (frames.size() != times.length) {
      return frames.stream().map(this::snapped).toList();
    }
    long[] own = frames.stream().mapToLong(Frame::time).sorted().toArray();
    List<Frame> timed = new ArrayList<>(frames.size());
    for (Frame frame : frames) {
      long exact = times[Arrays.binarySearch(own, frame.time())];
      timed.add(frame.at(exact));
    }
    return timed;
  }

  private boolean inTime(Frame frame) {
    return number < segments.count() && frame.time() >= segments.start(number) - tolerance;
  }

  private Frame snapped(Frame frame) {
    long start = segments.start(number);
    return Math.abs(frame.time() - start) <= tolerance ? frame.at(start) : frame;
  }

  private long[] expected() {
    long[] known = expected;
    if (known == null) {
      known = source.of(number);
      expected = known;
    }
    return known;
  }
}
