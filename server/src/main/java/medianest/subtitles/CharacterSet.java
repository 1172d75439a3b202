package medianest.subtitles;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Finds out in which character set a text is written.
 *
 * <p>UTF-8 and a byte order mark are certain. Of the rest the bytes tell reliably the sets with
 * many bytes a character and the alphabets that are not Latin. The Latin sets differ in too few
 * letters, so between those the language decides, if the name of the file states one.
 */
final class CharacterSet {

  private static final Charset WESTERN = Charset.forName("windows-1252");

  /** With many bytes a character, which hardly anything else looks like. */
  private static final Set<String> WIDE =
      Set.of(
          "GB18030",
          "BIG5",
          "EUC-TW",
          "SHIFT_JIS",
          "EUC-JP",
          "EUC-KR",
          "ISO-2022-JP",
          "ISO-2022-KR",
          "ISO-2022-CN",
          "HZ-GB-2312");

  /** One alphabet in several sets, which the bytes tell from each other. */
  private static final Map<String, String> ALPHABETS =
      Map.of(
          "WINDOWS-1251", "cyrillic",
          "KOI8-R", "cyrillic",
          "ISO-8859-5", "cyrillic",
          "IBM866", "cyrillic",
          "IBM855", "cyrillic",
          "WINDOWS-1253", "greek",
          "ISO-8859-7", "greek",
          "WINDOWS-1255", "hebrew",
          "ISO-8859-8", "hebrew");

  /** What programs of the time before UTF-8 wrote on Windows, by language (BCP 47). */
  private static final Map<String, String> CUSTOMARY =
      Map.ofEntries(
          Map.entry("cs", "windows-1250"),
          Map.entry("sk", "windows-1250"),
          Map.entry("pl", "windows-1250"),
          Map.entry("hu", "windows-1250"),
          Map.entry("ro", "windows-1250"),
          Map.entry("sl", "windows-1250"),
          Map.entry("hr", "windows-1250"),
          Map.entry("bs", "windows-1250"),
          Map.entry("sq", "windows-1250"),
          Map.entry("ru", "windows-1251"),
          Map.entry("uk", "windows-1251"),
          Map.entry("be", "windows-1251"),
          Map.entry("bg", "windows-1251"),
          Map.entry("mk", "windows-1251"),
          Map.entry("el", "windows-1253"),
          Map.entry("tr", "windows-1254"),
          Map.entry("he", "windows-1255"),
          Map.entry("ar", "windows-1256"),
          Map.entry("fa", "windows-1256"),
          Map.entry("lt", "windows-1257"),
          Map.entry("lv", "windows-1257"),
          Map.entry("et", "windows-1257"),
          Map.entry("vi", "windows-1258"),
          Map.entry("th", "x-windows-874"),
          Map.entry("zh", "GB18030"),
          Map.entry("ja", "Shift_JIS"),
          Map.entry("ko", "EUC-KR"));

  private CharacterSet() {}

  /** The text in UTF-8. */
  static byte[] toUtf8(byte[] bytes, String language) {
    if (marked(bytes) || isUtf8(bytes)) {
      return bytes;
    }
    return new String(bytes, legacy(bytes, language)).getBytes(StandardCharsets.UTF_8);
  }

  private static Charset legacy(byte[] bytes, String tag) {
    String language = Locale.forLanguageTag(tag).getLanguage();
    String detected = detected(bytes);
    String customary = CUSTOMARY.getOrDefault(language, "windows-1252");
    boolean believed =
        WIDE.contains(detected)
            || (alphabet(detected) != null
                && (language.isEmpty() || Objects.equals(alphabet(customary), alphabet(detected))));
    String name = believed ? detected : customary;
    return Charset.isSupported(name) ? Charset.forName(name) : WESTERN;
  }

  private static String detected(byte[] bytes) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(bytes, 0, bytes.length);
    detector.dataEnd();
    String name = detector.getDetectedCharset();
    String upper = name == null ? "" : name.toUpperCase(Locale.ROOT);
    // The same small letters, and no subtitle was ever made in it.
    return upper.equals("MACCYRILLIC") ? "WINDOWS-1251" : upper;
  }

  private static @Nullable String alphabet(String set) {
    return ALPHABETS.get(set.toUpperCase(Locale.ROOT));
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Whether a byte order mark says that it is UTF-8 or UTF-16, which the readers understand. */
  private static boolean marked(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int mark = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    return mark == 0xfeff || mark == 0xfffe;
  }
}
