package medianest.subtitles;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a subtitle file says of its content.
 *
 * @param language a BCP 47 tag; {@code und} where the name says nothing
 * @param title what is left of the name; empty where nothing is
 */
record SideName(
    String language, String title, boolean isDefault, boolean forced, boolean hearingImpaired) {

  private static final String UNKNOWN = "und";
  private static final Set<String> FORCED = Set.of("forced", "foreign");
  private static final Set<String> HEARING_IMPAIRED = Set.of("sdh", "cc");

  /** Hearing impaired beside a language, else the code of Hindi. */
  private static final String AMBIGUOUS = "hi";

  /** How discs are unpacked: 2_English. */
  private static final Pattern NUMBER = Pattern.compile("^\\d{1,2}[_. -]+(?=\\p{L})");

  /**
   * Reads the name of a file that may belong to a video: it does if it begins with the video's
   * name, without its ending, whatever the case.
   *
   * @param name without its ending
   * @param videoName likewise
   */
  static Optional<SideName> beside(String name, String videoName) {
    String file = folded(name);
    String video = folded(videoName);
    if (file.equals(video)) {
      return Optional.of(of(List.of()));
    }
    return file.startsWith(video + ".")
        ? Optional.of(of(words(normal(name).substring(normal(videoName).length() + 1))))
        : Optional.empty();
  }

  /** Reads a name in which the video's does not occur, since it lies in the video's own folder. */
  static SideName alone(String name) {
    return of(words(NUMBER.matcher(normal(name)).replaceFirst("")));
  }

  /** With the language that the file itself names, unless its name says another. */
  SideName inLanguage(String word) {
    return language.equals(UNKNOWN)
        ? new SideName(
            LanguageWord.parse(word).orElse(UNKNOWN), title, isDefault, forced, hearingImpaired)
        : this;
  }

  private static SideName of(List<String> words) {
    @Nullable String language = null;
    boolean isDefault = false;
    boolean forced = false;
    boolean hearingImpaired = false;
    boolean ambiguous = false;
    List<String> title = new ArrayList<>();
    for (String word : words.reversed()) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (lower.equals("default")) {
        isDefault = true;
      } else if (FORCED.contains(lower)) {
        forced = true;
      } else if (HEARING_IMPAIRED.contains(lower)) {
        hearingImpaired = true;
      } else if (lower.equals(AMBIGUOUS)) {
        ambiguous = true;
      } else {
        Optional<String> found = language == null ? LanguageWord.parse(word) : Optional.empty();
        if (found.isPresent()) {
          language = found.get();
        } else {
          title.addFirst(word);
        }
      }
    }
    if (ambiguous && language == null) {
      language = AMBIGUOUS;
    } else {
      hearingImpaired |= ambiguous;
    }
    return new SideName(
        language == null ? UNKNOWN : language,
        String.join(".", title),
        isDefault,
        forced,
        hearingImpaired);
  }

  private static List<String> words(String text) {
    return Pattern.compile("\\.").splitAsStream(text).filter(word -> !word.isBlank()).toList();
  }

  private static String folded(String name) {
    return normal(name).toLowerCase(Locale.ROOT);
  }

  /** One spelling for letters with marks, which file systems keep in two. */
  private static String normal(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
