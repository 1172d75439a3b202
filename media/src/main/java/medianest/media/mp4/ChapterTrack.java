package medianest.media.mp4;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteCursor;
import medianest.media.io.ByteSource;
import medianest.media.track.Chapter;

/** Chapters in the manner of QuickTime: a text track whose samples are their titles. */
final class ChapterTrack {

  private static final int MOST_CHAPTERS = 1000;
  private static final int LONGEST_TITLE = 1024;

  private ChapterTrack() {}

  /**
   * Reads the title from each sample.
   *
   * @param shift from times of the table to times of the movie
   */
  static List<Chapter> read(ByteSource source, SampleTable table, long shift, long timescale)
      throws IOException {
    List<Chapter> chapters = new ArrayList<>();
    for (int i = 0; i < Math.min(table.count(), MOST_CHAPTERS); i++) {
      int size = Math.min(table.size(i), 2 + LONGEST_TITLE);
      if (size < 2) {
        continue;
      }
      ByteCursor cursor = ByteCursor.over(source.bytes(table.offset(i), size));
      ByteCursor text = cursor.slice(Math.min(cursor.u16(), size - 2));
      long startUs = Ticks.rescale(table.time(i) + shift, Ticks.MICROSECONDS, timescale);
      chapters.add(new Chapter(Math.max(0, startUs), text(text)));
    }
    return chapters;
  }

  /** UTF-8, or UTF-16 where a byte order mark comes first (3GPP TS 26.245 clause 5.17). */
  private static String text(ByteCursor cursor) throws BrokenMedia {
    byte[] bytes = cursor.rest().toArray();
    boolean wide =
        bytes.length >= 2
            && ((bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)
                || (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe));
    Charset charset = wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    return new String(bytes, charset).strip();
  }
}
