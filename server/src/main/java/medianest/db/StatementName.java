package medianest.db;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement is called. Each begins with its name as a comment, so that metrics here and the
 * logs and statistics of PostgreSQL call it the same, whatever else its text holds.
 */
record StatementName(String name, String operation, String table) {

  private static final Pattern NAMED =
      Pattern.compile("^\\s*/\\* (([a-z_]+)\\.[a-z_]+) \\*/\\s*([A-Za-z]+)");

  private static final Map<String, StatementName> KNOWN = new ConcurrentHashMap<>();

  /** Statements are constants of stores or one of a few combinations of them, so few are kept. */
  static StatementName of(String sql) {
    StatementName known = KNOWN.get(sql);
    return known == null ? KNOWN.computeIfAbsent(sql, StatementName::parse) : known;
  }

  private static StatementName parse(String sql) {
    Matcher named = NAMED.matcher(sql);
    if (!named.find()) {
      throw new IllegalArgumentException("a statement without a name: " + sql);
    }
    return new StatementName(
        named.group(1), named.group(3).toLowerCase(Locale.ROOT), named.group(2));
  }
}
