package medianest.media.hls;

import java.util.Optional;
import medianest.media.segment.TrackSegments;
import medianest.media.track.Track;

/**
 * Something that a client may play: a track as the file has it, or one that was made of it.
 *
 * @param folder where its media playlist lies, seen from the folder of the plan; ends in a slash
 * @param segments empty for subtitles
 * @param bandwidth where it is not to be told from the samples of the file
 */
record Offer(
    Track track, String folder, Optional<TrackSegments> segments, Optional<Bandwidth> bandwidth) {

  static Offer original(TrackSegments segments) {
    return new Offer(
        segments.track(), folder(segments.track()), Optional.of(segments), Optional.empty());
  }

  static Offer text(Track track) {
    return new Offer(track, folder(track), Optional.empty(), Optional.empty());
  }

  static Offer encoded(EncodedRendition made) {
    return new Offer(
        made.segments().track(),
        made.folder() + "/",
        Optional.of(made.segments()),
        Optional.of(new Bandwidth(made.peakBitrate(), made.averageBitrate())));
  }

  boolean original() {
    return bandwidth.isEmpty();
  }

  TrackSegments cut() {
    return segments.orElseThrow();
  }

  private static String folder(Track track) {
    return "t" + track.number() + "/";
  }
}
