package medianest.media.track;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The language codes of files as BCP 47 tags. */
public final class LanguageTag {

  public static final String UNDETERMINED = "und";

  private static final Map<String, String> TWO_LETTERS = twoLetters();

  private LanguageTag() {}

  /**
   * The shortest tag, {@link #UNDETERMINED} where the code says nothing.
   *
   * @param code ISO 639-2, bibliographic or terminological, with a country perhaps; or a tag
   */
  public static String of(String code) {
    Locale locale = Locale.forLanguageTag(code.trim().replace('_', '-'));
    String language = locale.getLanguage();
    if (language.isEmpty()) {
      return UNDETERMINED;
    }
    String shortest = TWO_LETTERS.getOrDefault(language, language);
    return shortest + locale.toLanguageTag().substring(language.length());
  }

  private static Map<String, String> twoLetters() {
    Map<String, String> map = new HashMap<>();
    for (String two : Locale.getISOLanguages()) {
      map.put(Locale.of(two).getISO3Language(), two);
    }
    // The bibliographic codes of ISO 639-2 that differ from the terminological ones.
    String[] bibliographic = {
      "alb", "sq", "arm", "hy", "baq", "eu", "bur", "my", "chi", "zh", "cze", "cs", "dut", "nl",
      "fre", "fr", "geo", "ka", "ger", "de", "gre", "el", "ice", "is", "mac", "mk", "mao", "mi",
      "may", "ms", "per", "fa", "rum", "ro", "slo", "sk", "tib", "bo", "wel", "cy"
    };
    for (int i = 0; i < bibliographic.length; i += 2) {
      map.put(bibliographic[i], bibliographic[i + 1]);
    }
    return Map.copyOf(map);
  }
}
