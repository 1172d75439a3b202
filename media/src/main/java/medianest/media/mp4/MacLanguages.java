package medianest.media.mp4;

import medianest.media.track.LanguageTag;

/**
 * The language field of mdhd: three letters of ISO 639-2 in 15 bits (ISO/IEC 14496-12 clause
 * 8.4.2), or a number of the Macintosh where it is below 0x400 (QuickTime File Format, "Language
 * Code Values").
 */
final class MacLanguages {

  private static final int FIRST_PACKED = 0x400;

  /** By the Macintosh's number. */
  private static final String[] NUMBERED = {
    "en", "fr", "de", "it", "nl", "sv", "es", "da", "pt", "no", "he", "ja", "ar", "fi", "el", "is",
    "mt", "tr", "hr", "zh-Hant", "ur", "hi", "th", "ko", "lt", "pl", "hu", "et", "lv", "se", "fo",
    "fa", "ru", "zh-Hans"
  };

  private MacLanguages() {}

  static String tag(int code) {
    if (code < FIRST_PACKED) {
      // Writers of plain MP4 leave 0 where they mean nothing, and QuickTime means English.
      return code > 0 && code < NUMBERED.length ? NUMBERED[code] : LanguageTag.UNDETERMINED;
    }
    StringBuilder letters = new StringBuilder();
    for (int shift = 10; shift >= 0; shift -= 5) {
      letters.append((char) (0x60 + (code >> shift & 0x1f)));
    }
    return LanguageTag.of(letters.toString());
  }
}
