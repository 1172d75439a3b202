package medianest.media.subtitle;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where on the picture a cue of SubStation Alpha or SubRip stands, as WebVTT says it. */
final class Place {

  /** Alignment by the keys of a number pad. */
  private static final Pattern ALIGNMENT = Pattern.compile("\\{[^}]*\\\\an([1-9])[^}]*\\}");

  private Place() {}

  /** Cue settings for the first alignment that the text sets, if it sets one. */
  static Optional<String> of(String text) {
    Matcher alignment = ALIGNMENT.matcher(text);
    return alignment.find()
        ? Optional.of(ofKey(alignment.group(1).charAt(0) - '0'))
        : Optional.empty();
  }

  /** Cue settings for a key of a number pad, of which 2 is the usual place. */
  static String ofKey(int key) {
    String line =
        switch ((key - 1) / 3) {
          case 2 -> "line:0 ";
          case 1 -> "line:50% ";
          default -> "";
        };
    String align =
        switch (key % 3) {
          case 1 -> "position:0% align:start";
          case 0 -> "position:100% align:end";
          default -> "";
        };
    return (line + align).strip();
  }
}
