package medianest.media.mp4;

import java.io.IOException;
import java.util.Set;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteSource;
import medianest.media.io.RefusedMedia;
import medianest.media.io.UnsupportedMedia;
import medianest.media.io.WindowReader;
import medianest.media.track.Column;
import org.jspecify.annotations.Nullable;

/**
 * Where the boxes of a file lie, found by hopping from one to the next.
 *
 * @param brand the major brand; {@code "qt "} where there is none, as in old QuickTime files
 * @param movie the moov box
 * @param fragments where each moof box begins
 */
record FileLayout(String brand, Box movie, Column fragments) {

  /** What a description of a day's film stays well below. */
  private static final int LARGEST_MOVIE = 128 << 20;

  /** A day of fragments of 100 ms, and the boxes between them. */
  private static final int MOST_BOXES = 2_000_000;

  private static final Set<String> PADDING = Set.of("free", "skip", "wide");

  /** A box at the top level of a file, by position. */
  record Span(String type, long start, long contentStart, long end) {}

  static FileLayout scan(ByteSource source, WindowReader reader) throws IOException {
    String brand = "qt  ";
    Box movie = null;
    Column.Builder fragments = new Column.Builder();
    boolean cut = false;
    long at = 0;
    for (int boxes = 0; at + Box.HEADER <= source.length(); boxes++) {
      if (boxes == MOST_BOXES) {
        throw new RefusedMedia("The file is cut into more pieces than any film needs.");
      }
      Span span = span(reader, at);
      if (span == null) {
        break;
      }
      cut = span.end() > source.length();
      switch (span.type()) {
        case "ftyp" -> brand = reader.cursor(span.contentStart(), 4).latin1(4);
        case "moov" -> {
          if (movie == null) {
            movie = movie(source, span);
          }
        }
        case "moof" -> {
          if (!cut) {
            fragments.add(at);
          }
        }
        default -> {}
      }
      at = span.end();
    }
    if (movie == null) {
      throw missingMovie(cut || at < source.length(), fragments.count() > 0);
    }
    return new FileLayout(brand, movie, fragments.build());
  }

  /** The box at a position; null where there is none. */
  static @Nullable Span span(WindowReader reader, long at) throws IOException {
    ByteCursor head = ByteCursor.over(reader.upTo(at, 2 * Box.HEADER));
    long size = head.u32();
    String type = head.latin1(4);
    int header = Box.HEADER;
    if (size == 1 && head.remaining() >= 8) {
      size = head.u64();
      header = 2 * Box.HEADER;
    } else if (size == 0) {
      size = reader.length() - at;
    }
    if (size < header && PADDING.contains(type)) {
      // Editors leave a header of padding with a size that is none; the next box follows it.
      size = header;
    }
    if (size < header || size > Long.MAX_VALUE - at) {
      return null;
    }
    return new Span(type, at, at + header, at + size);
  }

  private static Box movie(ByteSource source, Span span) throws IOException {
    if (span.end() > source.length()) {
      throw new BrokenMedia(
          "The file ends in the middle of the description of its content; it was not copied or"
              + " recorded to its end.");
    }
    long size = span.end() - span.contentStart();
    if (size > LARGEST_MOVIE) {
      throw new RefusedMedia("The description of the file's content is too large to be read.");
    }
    Box movie = new Box("moov", ByteCursor.over(source.bytes(span.contentStart(), (int) size)));
    if (movie.child("cmov").isPresent()) {
      throw new UnsupportedMedia(
          "The file's description is compressed as QuickTime of the 1990s did it, which is not"
              + " supported.");
    }
    return movie;
  }

  private static IOException missingMovie(boolean cut, boolean fragments) {
    if (fragments) {
      return new UnsupportedMedia(
          "The file is a piece of a stream without the description that belongs to it.");
    }
    return new BrokenMedia(
        cut
            ? "The file ends before the description of its content; it was not copied or recorded"
                + " to its end."
            : "The file holds no description of its content.");
  }
}
