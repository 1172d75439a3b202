package medianest.media.subtitle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns text of subtitles into the payload of a WebVTT cue. Of markup only bold, italic, underlined
 * and ruby remain, closed in the right order; all else that looks like markup is dropped, and what
 * remains of special characters is escaped, so that no player ever takes a subtitle for a page.
 */
final class CueText {

  private static final Set<String> KEPT = Set.of("b", "i", "u", "ruby", "rt");

  private static final Pattern MARKUP =
      Pattern.compile(
          "<(?=[A-Za-z/!?]|\\d+:)(/?)([A-Za-z]*)[^<>]*>|&(?:(amp|lt|gt|nbsp|lrm|rlm|quot|apos|#39);)?|<|>|\0");

  private static final Pattern EMPTY_LINES = Pattern.compile("\\s*\\n\\s*");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  private CueText() {}

  /** From text with HTML's or WebVTT's tags and character references. */
  static String ofMarkup(String text) {
    return new CueText().convert(text);
  }

  /** From text in which no character has a meaning of its own. */
  static String ofPlain(String text) {
    return withoutEmptyLines(escape(text));
  }

  private String convert(String text) {
    Matcher markup = MARKUP.matcher(text);
    int from = 0;
    while (markup.find()) {
      out.append(text, from, markup.start());
      from = markup.end();
      replace(markup);
    }
    out.append(text, from, text.length());
    while (!open.isEmpty()) {
      close();
    }
    return withoutEmptyLines(out.toString());
  }

  private void replace(Matcher markup) {
    String found = markup.group();
    if (markup.group(2) != null) {
      tag(markup.group(2).toLowerCase(Locale.ROOT), !markup.group(1).isEmpty());
    } else if (markup.group(3) != null) {
      switch (markup.group(3)) {
        case "quot" -> out.append('"');
        case "apos", "#39" -> out.append('\'');
        default -> out.append(found);
      }
    } else {
      out.append(escape(found));
    }
  }

  private void tag(String name, boolean closes) {
    if (!KEPT.contains(name)) {
      return;
    }
    if (!closes) {
      out.append('<').append(name).append('>');
      open.push(name);
    } else if (open.contains(name)) {
      // What was opened later and is still open is closed with it: <b><i>text</b>.
      while (!open.isEmpty() && !name.equals(open.peek())) {
        close();
      }
      close();
    }
  }

  private void close() {
    out.append("</").append(open.pop()).append('>');
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\0", "");
  }

  /** An empty line would end the cue. */
  private static String withoutEmptyLines(String text) {
    return EMPTY_LINES
        .matcher(text.replace("\r\n", "\n").replace('\r', '\n').strip())
        .replaceAll("\n");
  }
}
