package medianest.stream;

import java.nio.file.Path;
import java.util.Optional;
import medianest.media.track.Container;

/**
 * The file behind an item, as the library knows it.
 *
 * @param modifiedNs when it was changed, in nanoseconds since 1970
 * @param container empty where its content is of no kind that is known
 */
public record SourceFile(
    String itemId, Path path, long sizeBytes, long modifiedNs, Optional<Container> container) {

  /** Tells this content of the file from any later one; part of addresses. */
  String version() {
    long mixed = (modifiedNs ^ sizeBytes * 0x9e3779b97f4a7c15L) & Long.MAX_VALUE;
    return Long.toString(sizeBytes, 36) + "x" + Long.toString(mixed, 36);
  }

  FileKey key() {
    return new FileKey(itemId, version());
  }
}
