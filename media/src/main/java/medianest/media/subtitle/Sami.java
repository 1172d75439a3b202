package medianest.media.subtitle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SAMI (Microsoft, Synchronized Accessible Media Interchange 1.0): times, each with a paragraph of
 * every language that the file has. Of several the one is taken that says the most.
 */
public final class Sami {

  /** Tags have no more in them, so that a file of nothing but their beginnings is read in time. */
  private static final Pattern SYNC =
      Pattern.compile(
          "<sync\\b[^<>]{0,200}?\\bstart\\s{0,9}=\\s{0,9}[\"']?(\\d{1,9})(?!\\d)[^<>]{0,200}>",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PARAGRAPH =
      Pattern.compile(
          "<p\\b(?:[^<>]{0,200}?\\bclass\\s{0,9}=\\s{0,9}[\"']?([\\w-]{1,40}))?[^<>]{0,200}>",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BREAK = Pattern.compile("<br\\s*/?>", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern END = Pattern.compile("</body>.*", Pattern.CASE_INSENSITIVE);

  /** What is shown last is not told when to go. */
  private static final long LAST_US = 5_000_000;

  private Sami() {}

  private record Shown(long startUs, String text) {}

  /** The cues of a file, in the order of their times; what cannot be understood is left out. */
  public static List<Cue> cues(byte[] file) {
    Map<String, List<Shown>> byLanguage = new LinkedHashMap<>();
    String text = TextBytes.decode(file);
    Matcher sync = SYNC.matcher(text);
    boolean found = sync.find();
    while (found) {
      long startUs = Long.parseLong(sync.group(1)) * 1_000;
      int from = sync.end();
      found = sync.find();
      read(startUs, text.substring(from, found ? sync.start() : text.length()), byLanguage);
    }
    return byLanguage.values().stream()
        .map(Sami::cues)
        .max(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  private static void read(long startUs, String body, Map<String, List<Shown>> byLanguage) {
    Matcher paragraph = PARAGRAPH.matcher(body);
    if (!paragraph.find()) {
      // In whatever language: without a word it ends what is shown.
      Set<String> all = byLanguage.isEmpty() ? Set.of("") : Set.copyOf(byLanguage.keySet());
      all.forEach(language -> add(startUs, language, body, byLanguage));
      return;
    }
    boolean more = true;
    while (more) {
      String language = paragraph.group(1) == null ? "" : paragraph.group(1);
      int from = paragraph.end();
      more = paragraph.find();
      add(
          startUs,
          language,
          body.substring(from, more ? paragraph.start() : body.length()),
          byLanguage);
    }
  }

  private static void add(
      long startUs, String language, String body, Map<String, List<Shown>> byLanguage) {
    // As in HTML a line break of the file is a space.
    String lines =
        BREAK
            .matcher(SPACE.matcher(END.matcher(body).replaceFirst("")).replaceAll(" "))
            .replaceAll("\n");
    byLanguage
        .computeIfAbsent(language.toLowerCase(Locale.ROOT), name -> new ArrayList<>())
        .add(new Shown(startUs, CueText.ofMarkup(lines)));
  }

  /** Each is shown until the next, which may be nothing but a space. */
  private static List<Cue> cues(List<Shown> shown) {
    List<Shown> inOrder = new ArrayList<>(shown);
    inOrder.sort(Comparator.comparingLong(Shown::startUs));
    List<Cue> cues = new ArrayList<>();
    for (int i = 0; i < inOrder.size(); i++) {
      Shown each = inOrder.get(i);
      boolean last = i + 1 == inOrder.size();
      long endUs = last ? each.startUs() + LAST_US : inOrder.get(i + 1).startUs();
      cues.add(new Cue(each.startUs(), endUs, each.text()));
    }
    return cues.stream().filter(Sami::says).toList();
  }

  private static boolean says(Cue cue) {
    return cue.visible() && !cue.text().replace("&nbsp;", "").isBlank();
  }
}
