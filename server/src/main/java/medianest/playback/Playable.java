package medianest.playback;

import java.util.Optional;
import java.util.Set;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;

/**
 * What the decision needs to know about a file.
 *
 * @param container empty where it could not be told
 * @param bareSound whether there is nothing but sound in it, known without taking it apart
 * @param tracks empty where the file cannot be taken apart
 * @param obstacle why it cannot, or else why nothing of it can be encoded anew
 */
public record Playable(
    String itemId,
    long sizeBytes,
    Optional<Container> container,
    boolean bareSound,
    Optional<Tracks> tracks,
    Optional<String> obstacle) {

  /**
   * A file taken apart.
   *
   * @param cut numbers of the tracks that can be sent in segments
   * @param encodable numbers of those that can be encoded anew
   * @param drawable numbers of the subtitles that can be drawn into the picture
   */
  public record Tracks(
      MediaIndex index, Set<Integer> cut, Set<Integer> encodable, Set<Integer> drawable) {}
}
