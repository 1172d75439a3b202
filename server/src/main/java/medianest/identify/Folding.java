package medianest.identify;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in the forms in which titles are compared: without case, accents and punctuation, so that
 * "amelie" finds "Amélie", and with numbers in the order of their values.
 */
public final class Folding {

  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_SEARCH = 600;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{Nd}]+");
  private static final Pattern NUMBER = Pattern.compile("0*(\\d{1,20})");
  private static final Pattern ARTICLE = Pattern.compile("^(?:the|a|an) (?=.)");

  private Folding() {}

  /** Words in lower case without accents, one space between them. */
  public static String words(String text) {
    return isPlain(text) ? plainWords(text) : anyWords(text);
  }

  private static boolean isPlain(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** The same as {@link #anyWords} for ASCII, of which a scan folds a great deal. */
  private static String plainWords(String text) {
    StringBuilder words = new StringBuilder(text.length());
    boolean gap = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean capital = c >= 'A' && c <= 'Z';
      if (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        if (gap && !words.isEmpty()) {
          words.append(' ');
        }
        gap = false;
        words.append(capital ? (char) (c + ('a' - 'A')) : c);
      } else {
        gap = true;
      }
    }
    return words.toString();
  }

  private static String anyWords(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    // Composed again, since scripts such as Hangul come apart into letters otherwise.
    String composed = Normalizer.normalize(plain.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    return NEITHER_LETTER_NOR_DIGIT.matcher(composed).replaceAll(" ").strip();
  }

  /** Sorts by bytes as people expect: the article does not count, and 2 comes before 10. */
  public static String sortKey(String title) {
    String words = ARTICLE.matcher(words(title)).replaceFirst("");
    // Each number is preceded by its length, so a longer one sorts after a shorter one, and by a
    // sign below all letters, so that titles that begin with a number come first.
    String key =
        NUMBER
            .matcher(words.isEmpty() ? title : words)
            .replaceAll(number -> Matcher.quoteReplacement(withLength(number.group(1))));
    return cut(key, LONGEST_KEY);
  }

  /** What a search looks through: the title, and the file's name where that says more. */
  public static String searchText(String title, String fileName) {
    String words = words(title);
    String name = words(fileName);
    return cut(name.startsWith(words) ? name : words + " " + name, LONGEST_SEARCH);
  }

  private static String withLength(String digits) {
    return (char) ('0' + digits.length() - 1) + digits;
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }
}
