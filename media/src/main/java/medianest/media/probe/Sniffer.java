package medianest.media.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.MediaException;
import medianest.media.io.RefusedMedia;
import medianest.media.io.UnsupportedMedia;
import medianest.media.track.Container;

/**
 * Tells by the first bytes of a file what it is. Its name plays no part: names lie, and what is
 * handed to other programs must be what it was taken for.
 */
public final class Sniffer {

  /** All that {@link Signatures#container} looks at; most files need no more. */
  private static final int SIGNATURES = 512;

  /** Enough for a few packets of a transport stream behind junk, and for most ID3 tags. */
  private static final int LOOK = 64 << 10;

  private static final int SHORTEST = 4;

  private Sniffer() {}

  /**
   * What kind of media the file is.
   *
   * @throws RefusedMedia if it is a list of other files, which must not be followed
   * @throws UnsupportedMedia if it is something else than media
   * @throws BrokenMedia if it is empty
   */
  public static Container sniff(ByteSource source) throws IOException {
    if (source.length() < SHORTEST) {
      throw new BrokenMedia(source.length() == 0 ? "The file is empty." : "The file is too short.");
    }
    Optional<Container> container = Signatures.container(Head.of(source, 0, SIGNATURES));
    if (container.isPresent()) {
      return container.get();
    }
    Head head = Head.of(source, 0, LOOK);
    rejectOthers(head);
    return Frames.container(source, head)
        .orElseThrow(() -> new UnsupportedMedia("The file is no video or audio of a known kind."));
  }

  private static void rejectOthers(Head head) throws MediaException {
    String text = text(head);
    if (text.startsWith("#extm3u")
        || text.startsWith("ffconcat")
        || text.startsWith("[playlist]")) {
      throw new RefusedMedia(
          "The file is a list that points to other files, not a film; such lists are not followed.");
    }
    if (text.startsWith("<mpd") || text.contains("<mpd ") || text.contains("<smil")) {
      throw new RefusedMedia(
          "The file is a list that points to other files, not a film; such lists are not followed.");
    }
    if (text.contains("<svg") || Signatures.image(head)) {
      throw new UnsupportedMedia("The file is a picture, not a film or a sound.");
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      throw new UnsupportedMedia("The file is a web page, not a film or a sound.");
    }
    if (Signatures.archive(head)) {
      throw new UnsupportedMedia("The file is an archive; unpack it first.");
    }
    if (head.has(0, 0x0b, 0x77)) {
      throw new UnsupportedMedia(
          "The file is bare Dolby sound without a container, which is not supported.");
    }
    if (text.startsWith("webvtt") || text.startsWith("[script info]")) {
      throw new UnsupportedMedia("The file holds subtitles, not a film or a sound.");
    }
  }

  /** The beginning in lower case, without a byte order mark and what is blank. */
  private static String text(Head head) {
    Bytes start = head.bytes().slice(0, Math.min(1024, head.bytes().length()));
    String text = new String(start.toArray(), StandardCharsets.UTF_8);
    return text.replace("\uFEFF", "").stripLeading().toLowerCase(Locale.ROOT);
  }
}
