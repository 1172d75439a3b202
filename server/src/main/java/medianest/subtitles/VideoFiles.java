package medianest.subtitles;

import java.nio.file.Path;
import java.util.Optional;

/** Knows where the videos lie. */
public interface VideoFiles {

  /**
   * A video.
   *
   * @param root the folder of its library, which nothing may lead out of
   */
  record Video(Path root, Path path) {}

  /** Empty where there is no such item. */
  Optional<Video> find(String itemId);

  /** Whether a file of that name counts as a video. */
  boolean isVideo(String fileName);
}
