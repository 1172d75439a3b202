package medianest.library;

import java.io.IOException;
import java.nio.file.Path;
import medianest.media.io.BrokenMedia;
import medianest.media.io.FileSource;
import medianest.media.io.MediaException;
import medianest.media.io.RefusedMedia;
import medianest.media.io.UnsupportedMedia;
import medianest.media.probe.Sniffed;
import medianest.media.track.Container;
import medianest.media.track.MediaIndex;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into one file, and always has an answer. */
final class FileProbe {

  private static final Logger LOG = LoggerFactory.getLogger(FileProbe.class);

  private final MediaReader reader;

  FileProbe(MediaReader reader) {
    this.reader = reader;
  }

  FileFacts look(Path file) {
    try (FileSource source = FileSource.open(file)) {
      return look(file, source);
    } catch (IOException e) {
      return FileFacts.unusable(
          ItemState.BROKEN, "The file cannot be read: " + reason(e) + ".", null);
    }
  }

  private FileFacts look(Path file, FileSource source) {
    try {
      return switch (reader.open(source)) {
        case Sniffed.Indexed(MediaIndex index) -> FileFacts.of(index);
        case Sniffed.Known(Container container) ->
            reader
                .inspect(file, container)
                .map(foreign -> FileFacts.of(container, foreign))
                .orElseGet(() ->
                    FileFacts.unusable(
                        ItemState.UNSUPPORTED,
                        container.title() + " files cannot be played without ffmpeg; install it.",
                        container));
      };
    } catch (MediaException e) {
      return FileFacts.unusable(state(e), String.valueOf(e.getMessage()), container(source));
    } catch (IOException e) {
      return FileFacts.unusable(
          ItemState.BROKEN, "The file cannot be read: " + reason(e) + ".", null);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return unforeseen(e);
    }
  }

  private @Nullable Container container(FileSource source) {
    try {
      return reader.sniff(source);
    } catch (IOException e) {
      return null;
    }
  }

  /** A fault of ours must not stop the scan of everything else. */
  private static FileFacts unforeseen(Throwable e) {
    LOG.error("A file could not be read by a fault of this program.", e);
    return FileFacts.unusable(
        ItemState.BROKEN,
        "The file could not be read by a fault of this program; its log has more.",
        null);
  }

  private static ItemState state(MediaException e) {
    return switch (e) {
      case BrokenMedia _ -> ItemState.BROKEN;
      case UnsupportedMedia _ -> ItemState.UNSUPPORTED;
      case RefusedMedia _ -> ItemState.REFUSED;
    };
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
