package medianest.media.mp4;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.track.Chapter;

/** What a moov box says to people: the title, and chapters in the manner of Nero. */
final class UserData {

  private static final String NAME = "\u00a9nam";
  private static final long HUNDRED_NANOSECONDS_IN_US = 10;

  private UserData() {}

  static String title(Box movie) {
    try {
      Optional<Box> items = itemList(movie);
      if (items.isPresent()) {
        Optional<String> title = fromItems(items.get());
        if (title.isPresent()) {
          return title.get();
        }
      }
      Optional<Box> name = movie.child("udta").flatMap(box -> box.child(NAME));
      return name.isPresent() ? quickTimeText(name.get().cursor()) : "";
    } catch (BrokenMedia e) {
      // A film is worth showing without its title.
      return "";
    }
  }

  /** The item list of iTunes, the box ilst in meta. */
  static Optional<Box> itemList(Box movie) throws BrokenMedia {
    Optional<Box> udta = movie.child("udta");
    Optional<Box> meta = udta.flatMap(box -> box.child("meta")).or(() -> movie.child("meta"));
    if (meta.isEmpty()) {
      return Optional.empty();
    }
    ByteCursor cursor = meta.get().cursor();
    // A full box in ISO files, a plain one in QuickTime: there a box begins at once.
    boolean full = cursor.remaining() >= 4 && cursor.u32() == 0;
    return Box.first(Box.in(full ? cursor : cursor.again()), "ilst");
  }

  /** The item, its data box. */
  private static Optional<String> fromItems(Box items) throws BrokenMedia {
    Optional<Box> item = items.child(NAME);
    Optional<Box> data = item.flatMap(box -> box.child("data"));
    if (data.isEmpty()) {
      return Optional.empty();
    }
    ByteCursor text = data.get().cursor().skip(8);
    return Optional.of(text.utf8(text.remaining()).strip());
  }

  private static String quickTimeText(ByteCursor cursor) throws BrokenMedia {
    int length = cursor.u16();
    cursor.skip(2);
    return cursor.utf8(Math.min(length, cursor.remaining())).strip();
  }

  /** The chpl box: times in units of 100 ns, titles in UTF-8. */
  static List<Chapter> neroChapters(Box movie) {
    Optional<Box> chpl = movie.child("udta").flatMap(udta -> udta.child("chpl"));
    List<Chapter> chapters = new ArrayList<>();
    if (chpl.isEmpty()) {
      return chapters;
    }
    try {
      ByteCursor cursor = chpl.get().cursor();
      int version = cursor.u8();
      cursor.skip(3 + (version > 0 ? 4 : 0));
      for (int left = cursor.u8(); left > 0; left--) {
        long startUs = cursor.u64() / HUNDRED_NANOSECONDS_IN_US;
        chapters.add(new Chapter(startUs, cursor.utf8(cursor.u8())));
      }
    } catch (BrokenMedia cutShort) {
      return chapters;
    }
    return chapters;
  }
}
