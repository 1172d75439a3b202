package medianest.identify;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What catalogues elsewhere call a film or a series, as names and notes say it: {@code
 * [tmdbid-680]}, {@code {tvdb-79126}}, {@code tt0110912}.
 *
 * @param byProvider {@code imdb}, {@code tmdb} or {@code tvdb}
 */
public record ProviderIds(Map<String, String> byProvider) {

  public static final ProviderIds NONE = new ProviderIds(Map.of());

  private static final Pattern BRACKETED =
      Pattern.compile("(?i)[\\[({]\\s*(tmdb|tvdb|imdb)(?:id)?[-=]([^\\])}\\s]+)\\s*[\\])}]");

  private static final Pattern BARE =
      Pattern.compile("(?i)(?<![\\p{L}\\p{Nd}])(tt\\d{7,8})(?![\\p{L}\\p{Nd}])");

  private static final Pattern VALUE = Pattern.compile("tt\\d{7,8}|\\d{1,9}");

  public ProviderIds {
    // Sorted, so that the same ids are always written the same.
    byProvider = Collections.unmodifiableMap(new TreeMap<>(byProvider));
  }

  /** Those that a name has. */
  public static ProviderIds in(String name) {
    if (!mayHaveSome(name)) {
      return NONE;
    }
    Map<String, String> found = new TreeMap<>();
    Matcher bracketed = BRACKETED.matcher(name);
    while (bracketed.find()) {
      put(found, bracketed.group(1), bracketed.group(2));
    }
    Matcher bare = BARE.matcher(name);
    if (bare.find()) {
      found.putIfAbsent("imdb", bare.group(1).toLowerCase(Locale.ROOT));
    }
    return found.isEmpty() ? NONE : new ProviderIds(found);
  }

  /** The name without them. */
  static String strip(String name) {
    return mayHaveSome(name)
        ? BARE.matcher(BRACKETED.matcher(name).replaceAll("")).replaceAll("").strip()
        : name.strip();
  }

  /** Most names have none, which two letters beside each other tell faster than a pattern. */
  private static boolean mayHaveSome(String name) {
    for (int at = 1; at < name.length(); at++) {
      int before = name.charAt(at - 1) | 0x20;
      int here = name.charAt(at) | 0x20;
      if ((before == 't' && here == 't') || (before == 'd' && here == 'b')) {
        return true;
      }
    }
    return false;
  }

  /** These, and of {@code others} those that are of other catalogues. */
  public ProviderIds or(ProviderIds others) {
    if (others.byProvider.isEmpty() || byProvider.isEmpty()) {
      return byProvider.isEmpty() ? others : this;
    }
    Map<String, String> both = new TreeMap<>(others.byProvider);
    both.putAll(byProvider);
    return new ProviderIds(both);
  }

  /** Adds one if it has the form of one. */
  static void put(Map<String, String> ids, String provider, String value) {
    String small = value.strip().toLowerCase(Locale.ROOT);
    if (VALUE.matcher(small).matches()) {
      ids.put(provider.toLowerCase(Locale.ROOT), small);
    }
  }
}
