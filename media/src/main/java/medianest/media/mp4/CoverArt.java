package medianest.media.mp4;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.WindowReader;

/** Reads the covers that an MP4 file carries in the item list of iTunes (covr). */
public final class CoverArt {

  private static final int WINDOW = 4096;
  private static final int MOST = 10;

  private CoverArt() {}

  /**
   * The pictures, JPEG or PNG, as they are; the first is the cover. None where there is no list.
   */
  public static List<Bytes> of(ByteSource source) throws IOException {
    Box movie = FileLayout.scan(source, new WindowReader(source, WINDOW)).movie();
    try {
      Optional<Box> covers = UserData.itemList(movie).flatMap(items -> items.child("covr"));
      return covers.isEmpty() ? List.of() : pictures(covers.get());
    } catch (BrokenMedia e) {
      // A film is worth showing without its cover.
      return List.of();
    }
  }

  private static List<Bytes> pictures(Box covers) {
    return covers.children().stream()
        .filter(box -> box.type().equals("data"))
        .limit(MOST)
        .map(CoverArt::content)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Behind the type and the locale of the value. */
  private static Optional<Bytes> content(Box box) {
    try {
      ByteCursor cursor = box.cursor().skip(8);
      return cursor.remaining() == 0 ? Optional.empty() : Optional.of(cursor.rest());
    } catch (BrokenMedia e) {
      return Optional.empty();
    }
  }
}
