package medianest.transcode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import medianest.ffmpeg.Command;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.Hardware;
import medianest.ffmpeg.Limits;
import medianest.http.Problem;
import medianest.media.fmp4.EncodedTrack;
import medianest.media.track.PixelAspect;
import medianest.media.track.Rotation;
import medianest.media.track.SampleFormat;
import medianest.media.track.Track;

/** Makes the initialization segments of renditions. */
final class InitSegment {

  private InitSegment() {}

  /** Encodes a picture first where it has to be known how the encoder describes it. */
  static ByteBuffer of(
      Source source, Rendition rendition, TranscodeConfig config, Ffmpeg ffmpeg, Encoders encoders)
      throws IOException {
    Track track = rendition.segments().track();
    if (track.format() instanceof SampleFormat.Video video) {
      SegmentCommand command = new SegmentCommand(source, rendition, config, ffmpeg, encoders);
      track = described(track, video, learned(command, rendition, ffmpeg, encoders));
    }
    return new EncodedTrack(rendition.segments().of(track)).init();
  }

  /** How the encoder describes its pictures, which only the encoder can tell. */
  private static SampleFormat learned(
      SegmentCommand command, Rendition rendition, Ffmpeg ffmpeg, Encoders encoders)
      throws IOException {
    Optional<Hardware> chip = encoders.next(rendition);
    Optional<SampleFormat> format = learned(command.first(chip), ffmpeg);
    if (chip.isPresent() && format.isEmpty()) {
      encoders.failed(chip.get(), "it wrote no picture");
      format = learned(command.first(Optional.empty()), ffmpeg);
    }
    return format.orElseThrow(
        () -> new Problem(500, "not-encoded", "The picture of this film cannot be decoded."));
  }

  /** As the encoder describes what it writes first; empty where it writes nothing. */
  static Optional<SampleFormat> learned(Command command, Ffmpeg ffmpeg) throws IOException {
    List<SampleFormat> formats = new ArrayList<>();
    try {
      ffmpeg.run(
          command,
          Limits.SHORT,
          output -> {
            FragmentStream stream = new FragmentStream(output);
            byte[] head = stream.head();
            byte[] fragment = stream.next();
            if (fragment != null) {
              formats.add(Batch.format(head, fragment));
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a picture was encoded", e);
    }
    return formats.stream().findFirst();
  }

  private static Track described(Track track, SampleFormat.Video video, SampleFormat learned) {
    SampleFormat.Video whole =
        new SampleFormat.Video(
            video.codec(),
            video.codecString(),
            learned.config(),
            video.width(),
            video.height(),
            PixelAspect.SQUARE,
            Rotation.NONE,
            video.colour(),
            video.extensions());
    return new Track(
        track.number(),
        track.id(),
        whole,
        track.timescale(),
        track.language(),
        track.name(),
        track.isDefault(),
        track.forced(),
        track.startTime(),
        track.endTime(),
        track.sampleCount(),
        track.byteCount());
  }
}
