package medianest.media.subtitle;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SubRip: numbered cues of plain text with a few tags. It has no specification. */
public final class SubRip {

  private static final Pattern TIMING =
      Pattern.compile("\\s*(\\S+)\\s*-->\\s*(\\S+)(?:\\s+[XY]\\d:.*)?\\s*");

  /**
   * Settings of SubStation Alpha, which many files carry; a space after the brace makes it text.
   */
  private static final Pattern OVERRIDE = Pattern.compile("\\{\\\\[^}]*\\}");

  private SubRip() {}

  /** The cues of a file, in its order; what cannot be understood is left out. */
  public static List<Cue> cues(byte[] file) {
    List<Cue> cues = new ArrayList<>();
    String[] lines = TextBytes.decode(file).split("\n", -1);
    int i = 0;
    while (i < lines.length) {
      Matcher timing = TIMING.matcher(lines[i++]);
      if (!timing.matches()) {
        continue;
      }
      StringBuilder text = new StringBuilder();
      while (i < lines.length && !lines[i].isBlank()) {
        text.append(lines[i++]).append('\n');
      }
      OptionalLong start = Timestamp.parse(timing.group(1), 3);
      OptionalLong end = Timestamp.parse(timing.group(2), 3);
      if (start.isPresent() && end.isPresent()) {
        cues.add(cue(start.getAsLong(), end.getAsLong(), text.toString()));
      }
    }
    return cues.stream().filter(Cue::visible).toList();
  }

  /** A cue from its text alone, as containers keep it. */
  static Cue cue(long startUs, long endUs, String text) {
    String place = Place.of(text).orElse("");
    return new Cue(startUs, endUs, CueText.ofMarkup(OVERRIDE.matcher(text).replaceAll("")), place);
  }
}
