package medianest.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import medianest.media.io.ByteSource;
import medianest.media.mkv.Attachments;
import medianest.media.track.Attachment;
import medianest.media.track.Container;

/** The fonts within a file, for those who draw its subtitles; they go by numbers, not by names. */
record Fonts(ByteSource source, List<Attachment> files) {

  /** A font with all of Chinese in it is about as large. */
  private static final long LARGEST = 32 << 20;

  private static final int MOST = 100;

  /** Those of a film; none where its container keeps none. */
  static Fonts of(Film film, ByteSource source) throws IOException {
    Container container = film.index().container();
    boolean keeps = container == Container.MATROSKA || container == Container.WEBM;
    List<Attachment> all = keeps ? Attachments.of(source) : List.of();
    return new Fonts(
        source,
        all.stream()
            .filter(Attachment::font)
            .filter(f -> f.length() <= LARGEST)
            .limit(MOST)
            .toList());
  }

  /** Their names under the track, as JSON. */
  String list() {
    return IntStream.range(0, files.size())
        .mapToObj(n -> "\"font_" + n + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  Part font(int number) throws IOException {
    if (number >= files.size()) {
      throw PartWriter.nothing();
    }
    Attachment file = files.get(number);
    byte[] bytes = source.bytes(file.offset(), Math.toIntExact(file.length()));
    return new Part.Whole("font/sfnt", ByteBuffer.wrap(bytes));
  }
}
