package medianest.log;

import java.util.regex.Pattern;

/**
 * Takes secrets out of what is about to be written: tokens, tickets in addresses, cookies and
 * passwords. Nothing of ours logs them on purpose; libraries and messages of exceptions may.
 */
final class Redaction {

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(\\bbearer\\s+|/stream/|[?&]token=|\"?\\b(?:password|token|secret|ticket)\"?\\s*[:=]\\s*\"?"
              + "|\\bcookie:\\s*[\\w-]+=)[^\\s\"/&,;})]+");

  private Redaction() {}

  static String of(String text) {
    return SECRET.matcher(text).replaceAll("$1***");
  }
}
