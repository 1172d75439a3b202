package medianest.transcode;

import java.util.ArrayList;
import java.util.List;
import medianest.media.segment.TrackSegments;

/** Collects frames of sound, each by its place on the one grid that all runs share. */
final class SoundCollector implements Collector {

  private final TrackSegments segments;
  private int number;
  private List<Frame> frames = new ArrayList<>();

  SoundCollector(TrackSegments segments, int first) {
    this.segments = segments;
    this.number = first;
  }

  @Override
  public List<Finished> add(List<Frame> batch) {
    List<Finished> finished = new ArrayList<>();
    for (Frame frame : batch) {
      long place =
          Math.round((double) frame.time() / Rendition.AAC_FRAME) - SegmentCommand.SOUND_SHIFT;
      long time = place * Rendition.AAC_FRAME;
      if (number >= segments.count() || time < segments.start(number)) {
        continue;
      }
      if (time >= segments.end(number)) {
        finished.addAll(close());
      }
      frames.add(frame.at(time));
      if (time + Rendition.AAC_FRAME >= segments.end(number)) {
        finished.addAll(close());
      }
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
    Finished finished = new Finished(number, frames);
    number++;
    frames = new ArrayList<>();
    return List.of(finished);
  }
}
