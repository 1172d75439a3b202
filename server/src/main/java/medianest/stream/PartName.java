package medianest.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of something that belongs to a track. It is understood here or not at all, and never
 * becomes part of a path.
 *
 * @param number of a segment or key frame; 0 for what there is one of
 */
record PartName(Kind kind, int number) {

  enum Kind {
    PLAYLIST,
    KEY_PLAYLIST,
    INIT,
    SEGMENT,
    KEY,
    TEXT
  }

  private static final Pattern FORM =
      Pattern.compile(
          "(media\\.m3u8)|(iframes\\.m3u8)|(init\\.mp4)|(text\\.vtt)|(seg|key)_(0|[1-9]\\d{0,6})\\.m4s");

  /** Empty for what is no such name. */
  static Optional<PartName> parse(String name) {
    Matcher form = FORM.matcher(name);
    if (!form.matches()) {
      return Optional.empty();
    }
    if (form.group(5) != null) {
      Kind kind = form.group(5).equals("seg") ? Kind.SEGMENT : Kind.KEY;
      return Optional.of(new PartName(kind, Integer.parseInt(form.group(6))));
    }
    Kind kind =
        form.group(1) != null
            ? Kind.PLAYLIST
            : form.group(2) != null
                ? Kind.KEY_PLAYLIST
                : form.group(3) != null ? Kind.INIT : Kind.TEXT;
    return Optional.of(new PartName(kind, 0));
  }
}
