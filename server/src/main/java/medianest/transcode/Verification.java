package medianest.transcode;

import java.util.List;
import java.util.Optional;
import medianest.media.segment.TrackSegments;

/**
 * Compares what an encoder wrote with what the plan promises. Encoders are known to move forced key
 * frames, to leave pictures out and to end early without a word; a segment that is wrong makes
 * every player stumble, and would be kept.
 */
final class Verification {

  private Verification() {}

  /** What is wrong with a segment; empty where nothing is. */
  static Optional<String> complaint(Rendition rendition, int number, List<Frame> frames) {
    TrackSegments segments = rendition.segments();
    if (frames.isEmpty()) {
      return Optional.of("no frame");
    }
    long first = frames.stream().mapToLong(Frame::time).min().orElseThrow();
    long last = frames.stream().mapToLong(Frame::time).max().orElseThrow();
    if (!frames.getFirst().key() || frames.getFirst().time() != first) {
      return Optional.of("no key frame in front");
    }
    if (first != segments.start(number)) {
      return Optional.of("begins at " + first + " in place of " + segments.start(number));
    }
    if (last >= segments.end(number)) {
      return Optional.of("ends behind its end, at " + last);
    }
    if (rendition.isPicture() || number == segments.count() - 1) {
      return Optional.empty();
    }
    long frameCount = (segments.end(number) - first) / Rendition.AAC_FRAME;
    return frames.size() == frameCount
        ? Optional.empty()
        : Optional.of(frames.size() + " frames of sound in place of " + frameCount);
  }
}
