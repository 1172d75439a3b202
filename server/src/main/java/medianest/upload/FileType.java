package medianest.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import medianest.http.Problem;
import medianest.media.io.MediaException;
import medianest.media.io.MemorySource;
import medianest.media.probe.Sniffer;
import medianest.media.track.Container;

/** What an upload is by its content, which must be what its name says. */
final class FileType {

  private static final Set<Container> ISO = EnumSet.of(Container.MP4, Container.QUICKTIME);
  private static final Set<Container> EBML = EnumSet.of(Container.MATROSKA, Container.WEBM);

  /** What a name promises; any of a family, since people rename freely within one. */
  private static final Map<String, Set<Container>> PROMISES =
      Map.ofEntries(
          Map.entry("mp4", ISO),
          Map.entry("m4v", ISO),
          Map.entry("m4a", ISO),
          Map.entry("m4b", ISO),
          Map.entry("mov", ISO),
          Map.entry("qt", ISO),
          Map.entry("3gp", ISO),
          Map.entry("3g2", ISO),
          Map.entry("f4v", ISO),
          Map.entry("mkv", EBML),
          Map.entry("mk3d", EBML),
          Map.entry("mka", EBML),
          Map.entry("webm", EBML),
          Map.entry("weba", EBML));

  private FileType() {}

  /**
   * What the file is.
   *
   * @param head its first bytes
   * @throws Problem 415 if it is nothing that can be played, or not what its name says
   */
  static Container of(ByteBuffer head, String fileName) {
    Container container = sniff(head);
    String extension = extension(fileName);
    Set<Container> promised = PROMISES.get(extension);
    if (!container.indexed()) {
      throw refused(container.title() + " files cannot be played yet.");
    }
    if (promised == null && !extension.isEmpty()) {
      throw refused(
          "The content is " + container.title() + ", but the name ends with ." + extension + ".");
    }
    if (promised != null && !promised.contains(container)) {
      throw refused(
          "The content is " + container.title() + ", but the name ends with ." + extension + ".");
    }
    return container;
  }

  /** What files of that kind are called on disk. */
  static String extension(Container container) {
    return switch (container) {
      case MP4 -> "mp4";
      case QUICKTIME -> "mov";
      case MATROSKA -> "mkv";
      case WEBM -> "webm";
      case MPEG_TS, MPEG_PS, AVI, FLV, ASF, OGG, WAV, FLAC, MP3, ADTS ->
          throw new IllegalArgumentException("not received: " + container);
    };
  }

  private static Container sniff(ByteBuffer head) {
    byte[] bytes = new byte[head.remaining()];
    head.duplicate().get(bytes);
    try {
      return Sniffer.sniff(new MemorySource(bytes));
    } catch (MediaException e) {
      throw refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory could not be read", e);
    }
  }

  private static String extension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static Problem refused(String sentence) {
    return new Problem(415, "unsupported-file", sentence);
  }
}
