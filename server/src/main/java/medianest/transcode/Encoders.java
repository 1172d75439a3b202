package medianest.transcode;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.Hardware;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What encodes pictures: a chip while one works, and the processor once it has failed. What two
 * encoders made can be joined, since each key frame then brings its own description along; but not
 * with what was made without, so the two are kept apart.
 */
final class Encoders {

  private static final Logger LOG = LoggerFactory.getLogger(Encoders.class);

  private final Ffmpeg ffmpeg;
  private final TranscodeConfig config;
  private final AtomicReference<String> failure = new AtomicReference<>("");

  Encoders(Ffmpeg ffmpeg, TranscodeConfig config) {
    this.ffmpeg = ffmpeg;
    this.config = config;
  }

  /** The one of which runs are made; empty where it is the processor alone. */
  Optional<Hardware> chosen() {
    return config.hardware().chosen(ffmpeg.findings().hardware());
  }

  /** The one for the next run; what is drawn into a picture is so by the processor. */
  Optional<Hardware> next(Rendition rendition) {
    boolean plain = rendition.isPicture() && rendition.drawn().isEmpty();
    return plain && failure.get().isEmpty() ? chosen() : Optional.empty();
  }

  /** It is left alone until the server is started again, and every viewer's film goes on. */
  void failed(Hardware chip, String reason) {
    if (failure.compareAndSet("", chip + ": " + reason)) {
      LOG.warn("{} failed to encode, so the processor does from now on: {}", chip, reason);
    }
  }

  /** What is added to the folder of a rendition's pictures. */
  String family() {
    return chosen().isPresent() ? "-described" : "";
  }

  /** For the page of the server, as a sentence. */
  String sentence() {
    Optional<Hardware> chip = chosen();
    if (chip.isEmpty()) {
      return "The processor encodes; no other encoder was found to work, or is wanted.";
    }
    return failure.get().isEmpty()
        ? chip.get() + " encodes pictures."
        : chip.get() + " failed to encode, so the processor does until the next start.";
  }
}
