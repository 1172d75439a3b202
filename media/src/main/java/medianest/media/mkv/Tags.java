package medianest.media.mkv;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is used of the tags of a file (RFC 9559 clause 5.1.8).
 *
 * @param title of the whole file
 * @param bytes of the samples of a track, by its UID, as mkvmerge notes them
 */
record Tags(String title, Map<Long, Long> bytes) {

  static final Tags NONE = new Tags("", Map.of());

  private static final int MOST_TEXT = 4096;
  private static final int MOST_TRACKS = 1000;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

  static Tags read(EbmlReader reader, long end) throws IOException {
    TagReader tags = new TagReader(reader);
    while (reader.next(end)) {
      long tagEnd = reader.endWithin(end);
      if (reader.id() == Ids.TAG) {
        tags.tag(tagEnd);
      }
      reader.position(tagEnd);
    }
    return new Tags(tags.title, Map.copyOf(tags.bytes));
  }

  /** Goes through the tags, of which each speaks of the file, a track, a chapter and so on. */
  private static final class TagReader {

    private final EbmlReader reader;
    private final Map<Long, Long> bytes = new HashMap<>();
    private String title = "";
    private long track;
    private boolean whole;

    TagReader(EbmlReader reader) {
      this.reader = reader;
    }

    void tag(long end) throws IOException {
      track = 0;
      whole = true;
      while (reader.next(end)) {
        long childEnd = reader.endWithin(end);
        switch (reader.id()) {
          case Ids.TARGETS -> targets(childEnd);
          case Ids.SIMPLE_TAG -> simple(childEnd);
          default -> {}
        }
        reader.position(childEnd);
      }
    }

    private void targets(long end) throws IOException {
      while (reader.next(end)) {
        switch (reader.id()) {
          case Ids.TAG_TRACK_UID -> {
            track = reader.unsigned();
            whole &= track == 0;
          }
          case Ids.TAG_EDITION_UID, Ids.TAG_CHAPTER_UID, Ids.TAG_ATTACHMENT_UID ->
              whole &= reader.unsigned() == 0;
          default -> {}
        }
        reader.position(reader.endWithin(end));
      }
    }

    private void simple(long end) throws IOException {
      String name = "";
      String value = "";
      while (reader.next(end)) {
        boolean small = reader.size() <= MOST_TEXT;
        switch (reader.id()) {
          case Ids.TAG_NAME -> name = small ? reader.text(MOST_TEXT) : "";
          case Ids.TAG_STRING -> value = small ? reader.text(MOST_TEXT) : "";
          default -> {}
        }
        reader.position(reader.endWithin(end));
      }
      if (name.equals("TITLE") && whole && title.isEmpty()) {
        title = value;
      } else if (name.equals("NUMBER_OF_BYTES")
          && track != 0
          && bytes.size() < MOST_TRACKS
          && NUMBER.matcher(value).matches()) {
        bytes.put(track, Long.parseLong(value));
      }
    }
  }
}
