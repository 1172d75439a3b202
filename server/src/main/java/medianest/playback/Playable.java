package medianest.playback;

import java.util.Optional;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;

/**
 * What the decision needs to know about a file.
 *
 * @param container empty where it could not be told
 * @param index empty where the file cannot be taken apart
 * @param obstacle why it cannot
 */
public record Playable(
    String itemId,
    long sizeBytes,
    Optional<Container> container,
    Optional<MediaIndex> index,
    Optional<String> obstacle) {}
