package medianest.media.subtitle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Samples of 3GPP timed text (3GPP TS 26.245 5.17): a text and boxes about its style. */
final class TimedText {

  private static final int STYL = 0x7374796c;
  private static final int STYLE_RECORD = 12;
  private static final int BOLD = 1;
  private static final int ITALIC = 2;
  private static final int UNDERLINE = 4;

  private TimedText() {}

  /** The payload of a cue; empty for a sample that clears the picture. */
  static String text(byte[] sample) {
    ByteBuffer in = ByteBuffer.wrap(sample);
    if (in.remaining() < 2) {
      return "";
    }
    int size = Math.min(in.getShort() & 0xffff, in.remaining());
    byte[] bytes = new byte[size];
    in.get(bytes);
    String text = decode(bytes);
    List<Style> styles = new ArrayList<>();
    while (in.remaining() >= 8) {
      int start = in.position();
      int boxSize = in.getInt();
      int type = in.getInt();
      if (boxSize < 8 || boxSize > sample.length - start) {
        break;
      }
      if (type == STYL && boxSize >= 10) {
        styles(in.slice(start + 8, boxSize - 8), styles);
      }
      in.position(start + boxSize);
    }
    return CueText.ofMarkup(marked(text, styles));
  }

  /** UTF-16 where it begins with a byte order mark, which the standard demands of it (5.17.1.1). */
  private static String decode(byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    boolean utf16 = mark == 0xfeff || mark == 0xfffe;
    return new String(bytes, utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
  }

  /** Characters from {@code from} up to {@code to} with the same style, in code points. */
  private record Style(int from, int to, int flags) {}

  private static void styles(ByteBuffer in, List<Style> styles) {
    int count = in.getShort() & 0xffff;
    for (int i = 0; i < count && in.remaining() >= STYLE_RECORD; i++) {
      int at = in.position();
      styles.add(new Style(in.getShort(at) & 0xffff, in.getShort(at + 2) & 0xffff, in.get(at + 6)));
      in.position(at + STYLE_RECORD);
    }
  }

  /** Puts tags around runs of the same style. */
  private static String marked(String text, List<Style> styles) {
    StringBuilder out = new StringBuilder();
    int[] points = text.codePoints().toArray();
    int current = 0;
    for (int i = 0; i < points.length; i++) {
      int flags = flags(styles, i);
      if (flags != current) {
        tags(out, current, true);
        tags(out, flags, false);
        current = flags;
      }
      switch (points[i]) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        default -> out.appendCodePoint(points[i]);
      }
    }
    tags(out, current, true);
    return out.toString();
  }

  private static int flags(List<Style> styles, int i) {
    for (Style style : styles) {
      if (i >= style.from() && i < style.to()) {
        return style.flags() & (BOLD | ITALIC | UNDERLINE);
      }
    }
    return 0;
  }

  private static void tags(StringBuilder out, int flags, boolean close) {
    String names =
        ((flags & BOLD) != 0 ? "b" : "")
            + ((flags & ITALIC) != 0 ? "i" : "")
            + ((flags & UNDERLINE) != 0 ? "u" : "");
    StringBuilder order = new StringBuilder(names);
    if (close) {
      order.reverse();
    }
    for (char name : order.toString().toCharArray()) {
      out.append(close ? "</" : "<").append(name).append('>');
    }
  }
}
