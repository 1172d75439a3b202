package medianest.media.subtitle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import medianest.media.segment.Ticks;
import medianest.media.track.TextSample;

/**
 * SubStation Alpha and Advanced SubStation Alpha: their text, with italics and the like and where
 * it stands; fonts, colours, movement and drawings are not kept.
 */
public final class SubStation {

  private static final List<String> USUAL_FORMAT =
      List.of(
          "layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect",
          "text");

  /** As Matroska keeps a line: in reading order, and without the times, which the block has. */
  private static final int BLOCK_FIELDS = 9;

  private static final String BLOCK_FORMAT =
      "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text";

  /** The last section of a head, which holds nothing but the order of the fields. */
  private static final Pattern EVENTS = Pattern.compile("(?im)^[ \\t]*\\[events]");

  private static final Pattern OVERRIDE = Pattern.compile("\\{([^}]*)\\}");
  private static final Pattern TOGGLE = Pattern.compile("\\\\([biu])(0|1|[1-9]00)(?![\\d])");
  private static final Pattern DRAWING = Pattern.compile("\\{[^}]*\\\\p[1-9]");

  private SubStation() {}

  /** The cues of a file, in the order of time. */
  public static List<Cue> cues(byte[] file) {
    List<Cue> cues = new ArrayList<>();
    List<String> format = USUAL_FORMAT;
    Map<String, String> places = new HashMap<>();
    List<String> styleFormat = List.of();
    boolean events = false;
    for (String line : TextBytes.decode(file).split("\n", -1)) {
      String lower = line.strip().toLowerCase(Locale.ROOT);
      if (lower.startsWith("[")) {
        events = lower.equals("[events]");
      } else if (lower.startsWith("format:")) {
        List<String> names = fields(lower.substring(7), Integer.MAX_VALUE);
        format = events || names.contains("text") ? names : format;
        styleFormat = names.contains("text") ? styleFormat : names;
      } else if (lower.startsWith("style:")) {
        place(styleFormat, fields(line.strip().substring(6), Integer.MAX_VALUE), places);
      } else if (lower.startsWith("dialogue:")) {
        dialogue(format, line.strip().substring(9), places, cues);
      }
    }
    return cues.stream()
        .filter(Cue::visible)
        .sorted(Comparator.comparingLong(Cue::startUs))
        .toList();
  }

  /** A cue from a line as Matroska keeps it (Matroska subtitles, "SSA/ASS"). */
  static Cue cue(long startUs, long endUs, String block) {
    List<String> fields = fields(block, BLOCK_FIELDS);
    return cue(startUs, endUs, fields.getLast(), "");
  }

  /**
   * A whole file again of what Matroska keeps apart: the head, which is the track's private data,
   * and the lines, without their reading order and with the times that the blocks have.
   *
   * @param samples in any order; times in ticks
   */
  static String document(String head, List<TextSample> samples, long timescale) {
    StringBuilder out = new StringBuilder(head.length() + 120 * samples.size());
    // In Matroska the order of the fields is fixed, whatever the file had that it was made of.
    Matcher events = EVENTS.matcher(head);
    out.append((events.find() ? head.substring(0, events.start()) : head).strip());
    out.append("\n\n[Events]\n").append(BLOCK_FORMAT).append('\n');
    for (TextSample sample : samples) {
      String line = new String(sample.content().toArray(), StandardCharsets.UTF_8);
      String[] fields = line.replace("\0", "").strip().split(",", 3);
      if (fields.length == 3) {
        out.append("Dialogue: ").append(fields[1]).append(',');
        time(out, Ticks.toMicros(sample.start(), timescale));
        time(out.append(','), Ticks.toMicros(sample.end(), timescale));
        out.append(',').append(fields[2].replace("\r", "").replace("\n", "\\N")).append('\n');
      }
    }
    return out.toString();
  }

  /** Hours, minutes, seconds and hundredths. */
  private static void time(StringBuilder out, long us) {
    long hundredths = (Math.max(0, us) + 5_000) / 10_000;
    long seconds = hundredths / 100;
    out.append(
        String.format(
            Locale.ROOT,
            "%d:%02d:%02d.%02d",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            hundredths % 100));
  }

  private static void dialogue(
      List<String> format, String line, Map<String, String> places, List<Cue> cues) {
    List<String> fields = fields(line, format.size());
    if (fields.size() < format.size()) {
      return;
    }
    OptionalLong start = Timestamp.parse(field(format, fields, "start"), 2);
    OptionalLong end = Timestamp.parse(field(format, fields, "end"), 2);
    if (start.isPresent() && end.isPresent()) {
      String place = places.getOrDefault(field(format, fields, "style"), "");
      cues.add(cue(start.getAsLong(), end.getAsLong(), fields.getLast(), place));
    }
  }

  private static void place(List<String> format, List<String> style, Map<String, String> places) {
    String alignment = style.size() == format.size() ? field(format, style, "alignment") : "";
    if (alignment.matches("[1-9]")) {
      places.put(field(format, style, "name"), Place.ofKey(alignment.charAt(0) - '0'));
    }
  }

  private static Cue cue(long startUs, long endUs, String text, String stylePlace) {
    if (DRAWING.matcher(text).find()) {
      return new Cue(startUs, endUs, "");
    }
    String place = Place.of(text).orElse(stylePlace);
    String marked = OVERRIDE.matcher(escapeMarkup(text)).replaceAll(found -> tags(found.group(1)));
    String lines = marked.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", "\u00a0");
    return new Cue(startUs, endUs, CueText.ofMarkup(lines), place);
  }

  /** Here a bracket is only a bracket. */
  private static String escapeMarkup(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String tags(String override) {
    StringBuilder tags = new StringBuilder();
    TOGGLE
        .matcher(override)
        .results()
        .forEach(
            t -> tags.append(t.group(2).equals("0") ? "</" : "<").append(t.group(1)).append('>'));
    return tags.toString();
  }

  /** The fields of a line; the last takes all that is left, commas included. */
  private static List<String> fields(String line, int count) {
    return Arrays.stream(line.split(",", count)).map(String::strip).toList();
  }

  private static String field(List<String> format, List<String> fields, String name) {
    int at = format.indexOf(name);
    return at < 0 ? "" : fields.get(at);
  }
}
