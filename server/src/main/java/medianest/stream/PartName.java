package medianest.stream;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of something that belongs to a track. It is understood here or not at all, and never
 * becomes part of a path.
 *
 * @param number of a segment, key frame, window or font; 0 for what there is one of
 */
record PartName(Kind kind, int number) {

  enum Kind {
    PLAYLIST,
    KEY_PLAYLIST,
    INIT,
    SEGMENT,
    KEY,
    TEXT,
    TEXT_WINDOW,
    PICTURES_WINDOW,
    STYLED,
    FONTS,
    FONT
  }

  private static final Map<String, Kind> SINGLE =
      Map.of(
          "media.m3u8", Kind.PLAYLIST,
          "iframes.m3u8", Kind.KEY_PLAYLIST,
          "init.mp4", Kind.INIT,
          "text.vtt", Kind.TEXT,
          "text.ass", Kind.STYLED,
          "fonts.json", Kind.FONTS);

  private static final Map<String, Kind> NUMBERED =
      Map.of(
          "seg_.m4s", Kind.SEGMENT,
          "key_.m4s", Kind.KEY,
          "text_.vtt", Kind.TEXT_WINDOW,
          "pictures_.sup", Kind.PICTURES_WINDOW,
          "font_", Kind.FONT);

  private static final Pattern FORM =
      Pattern.compile("((?:seg|key|text|pictures|font)_)(0|[1-9]\\d{0,6})(\\.m4s|\\.vtt|\\.sup|)");

  /** Empty for what is no such name. */
  static Optional<PartName> parse(String name) {
    Kind single = SINGLE.get(name);
    if (single != null) {
      return Optional.of(new PartName(single, 0));
    }
    Matcher form = FORM.matcher(name);
    Kind numbered = form.matches() ? NUMBERED.get(form.group(1) + form.group(3)) : null;
    return numbered == null
        ? Optional.empty()
        : Optional.of(new PartName(numbered, Integer.parseInt(form.group(2))));
  }
}
