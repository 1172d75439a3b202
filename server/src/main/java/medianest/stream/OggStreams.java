package medianest.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an Ogg file holds, told by the first packets of its streams: their pages lie at its very
 * beginning, before all others (RFC 3533 clause 4).
 */
final class OggStreams {

  /** Enough for the first pages of more streams than any file has. */
  private static final int LOOK = 64 << 10;

  private static final int HEADER = 27;
  private static final int FLAGS = 5;
  private static final int FIRST_OF_STREAM = 2;

  /** How the first packet of a stream of sound begins. */
  private static final List<String> SOUNDS = List.of("\1vorbis", "OpusHead", "\177FLAC", "Speex");

  private OggStreams() {}

  /** Whether there is sound in it and nothing else. */
  static boolean onlySound(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(LOOK);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int streams = 0;
    int page = 0;
    while (text.startsWith("OggS", page)
        && page + HEADER <= head.length
        && (head[page + FLAGS] & FIRST_OF_STREAM) != 0) {
      int segments = head[page + HEADER - 1] & 0xff;
      int packet = page + HEADER + segments;
      if (SOUNDS.stream().noneMatch(sound -> text.startsWith(sound, packet))) {
        return false;
      }
      streams++;
      page = packet;
      for (int i = 0; i < segments && packet - segments + i < head.length; i++) {
        page += head[packet - segments + i] & 0xff;
      }
    }
    return streams > 0;
  }
}
