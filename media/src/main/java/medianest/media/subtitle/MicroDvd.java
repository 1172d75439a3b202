package medianest.media.subtitle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MicroDVD: a line for each cue, with its first and last picture by their numbers. It has no
 * specification. Many files say in their first line how many pictures a second are meant.
 */
public final class MicroDvd {

  private static final Pattern LINE = Pattern.compile("\\{(\\d{1,9})}\\{(\\d{0,9})}(.*)");
  private static final Pattern RATE = Pattern.compile("\\d{2,3}(?:[.,]\\d{1,6})?");

  /** {@code {y:i,b}} for a line or {@code {Y:i}} for all; colours, fonts and places are dropped. */
  private static final Pattern CONTROL = Pattern.compile("\\{([yYcCfFsSpPoOhH]):([^}]*)}");

  /** That of films, which most files are of that do not say. */
  private static final double USUAL_RATE = 24_000 / 1_001.0;

  private static final int LEAST_RATE = 10;

  /** What is shown is told to go by the next, or after this. */
  private static final long UNTOLD_US = 5_000_000;

  private MicroDvd() {}

  /**
   * Whether it begins as such a file does: {@code .sub} is also the ending of subtitles in
   * pictures.
   */
  public static boolean isOne(byte[] head) {
    return TextBytes.decode(head).stripLeading().startsWith("{");
  }

  /** The cues of a file, in its order; what cannot be understood is left out. */
  public static List<Cue> cues(byte[] file) {
    double rate = USUAL_RATE;
    List<Cue> cues = new ArrayList<>();
    for (String line : TextBytes.decode(file).split("\n", -1)) {
      Matcher parts = LINE.matcher(line.strip());
      if (!parts.matches()) {
        continue;
      }
      String text = parts.group(3);
      if (cues.isEmpty() && RATE.matcher(text).matches()) {
        double stated = Double.parseDouble(text.replace(',', '.'));
        rate = stated >= LEAST_RATE ? stated : rate;
        continue;
      }
      long startUs = micros(parts.group(1), rate);
      String end = parts.group(2);
      cues.add(
          new Cue(
              startUs,
              end.isEmpty() ? startUs + UNTOLD_US : micros(end, rate),
              CueText.ofMarkup(marked(text))));
    }
    return cues.stream().filter(Cue::visible).toList();
  }

  private static long micros(String picture, double rate) {
    return Math.round(Long.parseLong(picture) / rate * 1e6);
  }

  private static String marked(String text) {
    StringBuilder all = new StringBuilder();
    String everywhere = "";
    for (String line : text.split("\\|", -1)) {
      String styles = everywhere;
      Matcher control = CONTROL.matcher(line);
      while (control.find()) {
        String value = control.group(2).toLowerCase(Locale.ROOT);
        styles += control.group(1).equalsIgnoreCase("y") ? value : "";
        everywhere += control.group(1).equals("Y") ? value : "";
      }
      all.append(styled(CONTROL.matcher(line).replaceAll(""), styles)).append('\n');
    }
    return all.toString();
  }

  /** A slash before a line is the older way to say italic. */
  private static String styled(String line, String styles) {
    boolean slash = line.startsWith("/");
    String styled = escaped(slash ? line.substring(1) : line);
    for (String tag : new String[] {"i", "b", "u"}) {
      if (styles.contains(tag) || (slash && tag.equals("i"))) {
        styled = "<" + tag + ">" + styled + "</" + tag + ">";
      }
    }
    return styled;
  }

  /** There is no markup but the controls. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
