package medianest.artwork;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import medianest.media.track.Container;

/** Knows where the videos lie. */
public interface Videos {

  /**
   * A video, or sound alone.
   *
   * @param root the folder of its library, which nothing may lead out of
   */
  record Video(Path root, Path path, Optional<Container> container) {}

  /** Empty where it is gone. */
  Optional<Video> find(UUID itemId);

  /** The folder in which pictures of the item may lie that a catalogue gave; it need not exist. */
  Path given(UUID itemId);

  /** Whether a file of that name counts as a video. */
  boolean isVideo(String fileName);
}
