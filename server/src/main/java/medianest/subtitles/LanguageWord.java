package medianest.subtitles;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import medianest.media.track.LanguageTag;

/** Words in names of files that mean a language: codes of ISO 639, tags of BCP 47, and names. */
final class LanguageWord {

  /** A language with a script or a region, or both (BCP 47): pt-BR, zh-Hant, es-419, sr_Latn_RS. */
  private static final Pattern TAG =
      Pattern.compile("([a-z]{2,3})[-_]([a-z]{4})?[-_]?([a-z]{2}|\\d{3})?");

  private static final Set<String> TWO_LETTERS = Set.of(Locale.getISOLanguages());
  private static final Map<String, String> NAMES = names();

  private LanguageWord() {}

  /** The language as a BCP 47 tag; empty for a word that means none. */
  static Optional<String> parse(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    String named = NAMES.get(lower);
    if (named != null) {
      return Optional.of(named);
    }
    Matcher tag = TAG.matcher(lower);
    if (tag.matches()) {
      boolean more = tag.group(2) != null || tag.group(3) != null;
      return more && code(tag.group(1)).isPresent()
          ? Optional.of(LanguageTag.of(lower))
          : Optional.empty();
    }
    return code(lower);
  }

  private static Optional<String> code(String word) {
    boolean known =
        switch (word.length()) {
          case 2 -> TWO_LETTERS.contains(word);
          case 3 -> threeLetters(word);
          default -> false;
        };
    return known ? Optional.of(LanguageTag.of(word)) : Optional.empty();
  }

  /** The platform names the languages that it knows and repeats the code of any other. */
  private static boolean threeLetters(String code) {
    String tag = LanguageTag.of(code);
    if (!tag.equals(code)) {
      return true;
    }
    return !Locale.of(code).getDisplayLanguage(Locale.ENGLISH).equals(code)
        && !code.equals(LanguageTag.UNDETERMINED);
  }

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (String code : Locale.getISOLanguages()) {
      Locale language = Locale.of(code);
      names.put(language.getDisplayLanguage(language).toLowerCase(Locale.ROOT), code);
    }
    // English names last: they are what most files carry, so they win where two languages share
    // one.
    for (String code : Locale.getISOLanguages()) {
      names.put(Locale.of(code).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
    }
    return Map.copyOf(names);
  }
}
