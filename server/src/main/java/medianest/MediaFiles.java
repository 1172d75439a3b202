package medianest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import medianest.library.Items;
import medianest.library.MediaFile;
import medianest.library.VideoNames;
import medianest.media.io.ByteSource;
import medianest.media.io.UnsupportedMedia;
import medianest.media.probe.Probe;
import medianest.media.probe.Sniffed;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import medianest.playback.SideSubtitles;
import medianest.stream.SourceFile;
import medianest.subtitles.Subtitles;
import medianest.subtitles.VideoFiles;

/** What is in files, for the features that ask. */
final class MediaFiles {

  private MediaFiles() {}

  /** The tracks of a file that is to be played. */
  static MediaIndex open(ByteSource source) throws IOException {
    return switch (Probe.open(source)) {
      case Sniffed.Indexed(MediaIndex index) -> index;
      case Sniffed.Known(Container container) ->
          throw new UnsupportedMedia(
              "This is a file of the kind "
                  + container.title()
                  + ", which cannot be played without transcoding.");
    };
  }

  /** Where the videos lie, for those who look beside them. */
  static VideoFiles videos(Items items) {
    return new VideoFiles() {
      @Override
      public Optional<Video> find(String itemId) {
        MediaFile file = items.file(itemId);
        return Optional.of(new Video(file.root(), file.path()));
      }

      @Override
      public boolean isVideo(String fileName) {
        return VideoNames.worthALook(fileName);
      }
    };
  }

  /** The subtitle files beside an item, as playback offers them. */
  static List<SideSubtitles.Side> sides(Subtitles subtitles, String itemId) {
    return subtitles.of(itemId).stream()
        .map(side ->
            new SideSubtitles.Side(
                side.id(),
                side.language(),
                side.name(),
                side.isDefault(),
                side.forced(),
                side.hearingImpaired(),
                side.styled()))
        .toList();
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
