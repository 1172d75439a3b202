package medianest.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import medianest.media.io.ByteSource;
import medianest.media.probe.Probe;
import medianest.media.probe.Sniffed;
import medianest.media.probe.Sniffer;
import medianest.media.track.Container;

/** Reads media files, whatever their names say. */
public interface MediaReader {

  /** By the module {@code media}. */
  MediaReader PROBE =
      new MediaReader() {
        @Override
        public Container sniff(ByteSource source) throws IOException {
          return Sniffer.sniff(source);
        }

        @Override
        public Sniffed open(ByteSource source) throws IOException {
          return Probe.open(source);
        }
      };

  /**
   * The kind of file by its first bytes.
   *
   * @throws medianest.media.io.MediaException if it is none that is known
   */
  Container sniff(ByteSource source) throws IOException;

  /**
   * The file's kind, and its tracks where this program can read them.
   *
   * @throws medianest.media.io.MediaException if it cannot be used
   */
  Sniffed open(ByteSource source) throws IOException;

  /**
   * What there is to play in a file of a container that this program does not read itself; empty
   * where such files cannot be played here.
   */
  default Optional<ForeignFile> inspect(Path file, Container container) throws IOException {
    return Optional.empty();
  }
}
