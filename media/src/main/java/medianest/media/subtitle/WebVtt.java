package medianest.media.subtitle;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** WebVTT (W3C "WebVTT: The Web Video Text Tracks Format"). */
public final class WebVtt {

  private static final Pattern TIMING =
      Pattern.compile("\\s*([\\d:.]+)\\s*-->\\s*([\\d:.]+)(?:[ \\t]+(.*))?");

  private static final Pattern SETTING =
      Pattern.compile(
          "(?:vertical:(?:rl|lr)|line:-?\\d{1,3}(?:\\.\\d{1,4})?%?(?:,(?:start|center|end))?"
              + "|position:\\d{1,3}(?:\\.\\d{1,4})?%(?:,(?:line-left|center|line-right))?"
              + "|size:\\d{1,3}(?:\\.\\d{1,4})?%|align:(?:start|center|middle|end|left|right))");

  private WebVtt() {}

  /**
   * The cues of a file by their own times; what cannot be understood is left out, and so are
   * styles, regions and comments. A map to a transport stream's clock says nothing about the file's
   * movie, so it is ignored.
   */
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
      while (i < lines.length && !lines[i].isBlank() && !lines[i].contains("-->")) {
        text.append(lines[i++]).append('\n');
      }
      OptionalLong start = Timestamp.parse(timing.group(1), 3);
      OptionalLong end = Timestamp.parse(timing.group(2), 3);
      if (start.isPresent() && end.isPresent()) {
        String place = settings(timing.group(3));
        cues.add(
            new Cue(start.getAsLong(), end.getAsLong(), CueText.ofMarkup(text.toString()), place));
      }
    }
    return cues.stream().filter(Cue::visible).toList();
  }

  /**
   * Writes a file of cues for HLS: its times are those of our segments, whose timeline begins at
   * zero (RFC 8216 3.5).
   */
  public static String write(List<Cue> cues) {
    StringBuilder out = new StringBuilder(64 + 80 * cues.size());
    out.append("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n");
    for (Cue cue : cues) {
      out.append('\n');
      Timestamp.append(out, cue.startUs());
      out.append(" --> ");
      Timestamp.append(out, cue.endUs());
      if (!cue.place().isEmpty()) {
        out.append(' ').append(cue.place());
      }
      out.append('\n').append(cue.text()).append('\n');
    }
    return out.toString();
  }

  /** Only those that the format knows, since the line goes on to a player. */
  private static String settings(@Nullable String settings) {
    if (settings == null) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    Matcher setting = SETTING.matcher("");
    for (String one : settings.strip().split("\\s+", -1)) {
      if (setting.reset(one).matches()) {
        kept.append(kept.isEmpty() ? "" : " ").append(one.replace("align:middle", "align:center"));
      }
    }
    return kept.toString();
  }
}
