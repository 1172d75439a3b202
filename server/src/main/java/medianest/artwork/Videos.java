package medianest.artwork;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import medianest.media.track.Container;

/** Knows where the videos lie. */
public interface Videos {

  /**
   * A video, or sound alone.
   *
   * @param root the folder of its library, which nothing may lead out of
   * @param episode whether it is one, so that the pictures of its folder are its series'
   */
  record Video(Path root, Path path, Optional<Container> container, boolean episode) {}

  /**
   * A series or a season.
   *
   * @param season its number; empty of a series
   * @param folder of the series; empty where it has none to itself
   * @param own of the season; empty where it has none to itself
   */
  record Shelf(
      UUID series, OptionalInt season, Path root, Optional<Path> folder, Optional<Path> own) {}

  /** Empty where it is gone. */
  Optional<Video> find(UUID itemId);

  /** Empty for what is neither a series nor a season. */
  Optional<Shelf> shelf(UUID itemId);

  /** The folder in which pictures of the item may lie that a catalogue gave; it need not exist. */
  Path given(UUID itemId);

  /** Whether a file of that name counts as a video. */
  boolean isVideo(String fileName);
}
