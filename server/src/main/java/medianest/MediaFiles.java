package medianest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import medianest.ffmpeg.Demuxer;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.Inspection;
import medianest.library.ForeignFile;
import medianest.library.Items;
import medianest.library.MediaFile;
import medianest.library.MediaReader;
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

  private static final Set<Container> SOUND_THAT_BROWSERS_READ =
      EnumSet.of(Container.MP3, Container.FLAC, Container.OGG, Container.WAV, Container.ADTS);

  /** Reads files by our own module, and asks ffmpeg about those of other containers. */
  static MediaReader reader(Ffmpeg ffmpeg) {
    return new MediaReader() {
      @Override
      public Container sniff(ByteSource source) throws IOException {
        return PROBE.sniff(source);
      }

      @Override
      public Sniffed open(ByteSource source) throws IOException {
        return PROBE.open(source);
      }

      @Override
      public Optional<ForeignFile> inspect(Path file, Container container) throws IOException {
        if (ffmpeg.program().isPresent()) {
          return Optional.of(inspected(ffmpeg, file, container));
        }
        ForeignFile.Stream sound = new ForeignFile.Stream(false, container.title(), 0, 0, 0);
        return SOUND_THAT_BROWSERS_READ.contains(container)
            ? Optional.of(new ForeignFile(0, List.of(sound)))
            : Optional.empty();
      }
    };
  }

  private static ForeignFile inspected(Ffmpeg ffmpeg, Path file, Container container)
      throws IOException {
    try {
      Inspection inside = ffmpeg.inspect(file, Demuxer.of(container));
      List<ForeignFile.Stream> streams = new ArrayList<>();
      for (Inspection.Stream stream : inside.video()) {
        streams.add(
            new ForeignFile.Stream(true, stream.codec(), stream.width(), stream.height(), 0));
      }
      for (Inspection.Stream stream : inside.audio()) {
        streams.add(new ForeignFile.Stream(false, stream.codec(), 0, 0, stream.channels()));
      }
      return new ForeignFile(inside.durationUs(), streams);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a file was looked into");
    }
  }

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
                side.styled(),
                side.pictures()))
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
