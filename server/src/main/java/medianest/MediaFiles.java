package medianest;

import java.io.IOException;
import java.util.Optional;
import medianest.library.Items;
import medianest.library.MediaFile;
import medianest.media.io.ByteSource;
import medianest.media.io.UnsupportedMedia;
import medianest.media.probe.Probe;
import medianest.media.probe.Sniffed;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.stream.SourceFile;

/** What is in files, for the features that ask. */
final class MediaFiles {

  private MediaFiles() {}

  /** The tracks of a file that this program reads itself. */
  static MediaIndex index(ByteSource source) throws IOException {
    return switch (Probe.open(source)) {
      case Sniffed.Indexed(MediaIndex index) -> index;
      case Sniffed.Known(Container container) ->
          throw new UnsupportedMedia(
              "This is a file of the kind "
                  + container.title()
                  + ", which cannot be played without transcoding.");
    };
  }

  /** The file behind an item, as streaming wants it. */
  static Optional<SourceFile> source(Items items, String itemId) {
    MediaFile file = items.file(itemId);
    return Optional.of(
        new SourceFile(
            itemId,
            file.path(),
            file.sizeBytes(),
            file.modifiedNs(),
            Optional.ofNullable(file.container()).map(Container::valueOf)));
  }
}
