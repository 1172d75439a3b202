package medianest.media.mkv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import medianest.media.track.Chapter;

/**
 * Reads the chapters of the first edition that follows the file (RFC 9559 clause 5.1.7). The
 * chapters of an ordered edition jump about or lie in other files, and say nothing of this one
 * played from its beginning to its end; they are left out.
 */
final class Chapters {

  private static final int MOST_CHAPTERS = 10_000;
  private static final int MOST_TITLE = 4096;

  private Chapters() {}

  static List<Chapter> read(EbmlReader reader, long end) throws IOException {
    List<Chapter> chapters = List.of();
    while (reader.next(end)) {
      long editionEnd = reader.endWithin(end);
      if (reader.id() == Ids.EDITION_ENTRY && chapters.isEmpty()) {
        chapters = edition(reader, editionEnd);
      }
      reader.position(editionEnd);
    }
    return chapters;
  }

  private static List<Chapter> edition(EbmlReader reader, long end) throws IOException {
    List<Chapter> chapters = new ArrayList<>();
    boolean ordered = false;
    while (reader.next(end)) {
      long childEnd = reader.endWithin(end);
      if (reader.id() == Ids.EDITION_FLAG_ORDERED) {
        ordered = reader.flag();
      } else if (reader.id() == Ids.CHAPTER_ATOM && chapters.size() < MOST_CHAPTERS) {
        atom(reader, childEnd, chapters);
      }
      reader.position(childEnd);
    }
    chapters.sort(Comparator.comparingLong(Chapter::startUs));
    return ordered ? List.of() : List.copyOf(chapters);
  }

  private static void atom(EbmlReader reader, long end, List<Chapter> chapters) throws IOException {
    long startNanos = -1;
    String title = "";
    boolean shown = true;
    while (reader.next(end)) {
      long childEnd = reader.endWithin(end);
      switch (reader.id()) {
        case Ids.CHAPTER_TIME_START -> startNanos = reader.unsigned();
        case Ids.CHAPTER_FLAG_HIDDEN -> shown &= !reader.flag();
        case Ids.CHAPTER_FLAG_ENABLED -> shown &= reader.flag();
        case Ids.CHAPTER_DISPLAY -> title = title.isEmpty() ? title(reader, childEnd) : title;
        default -> {}
      }
      reader.position(childEnd);
    }
    if (shown && startNanos >= 0) {
      chapters.add(new Chapter(startNanos / 1000, title));
    }
  }

  private static String title(EbmlReader reader, long end) throws IOException {
    String title = "";
    while (reader.next(end)) {
      if (reader.id() == Ids.CHAP_STRING) {
        title = reader.text(MOST_TITLE);
      }
      reader.position(reader.endWithin(end));
    }
    return title;
  }
}
