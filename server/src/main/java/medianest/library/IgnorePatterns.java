package medianest.library;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The lines of a {@code .ignore} or {@code .plexignore} file, which mean what they mean to git
 * (gitignore(5)); case does not matter.
 */
record IgnorePatterns(List<Line> lines) {

  private static final int MOST_LINES = 1000;
  private static final int LONGEST_LINE = 500;

  /** One pattern; the last that matches decides. */
  record Line(Pattern pattern, boolean onlyFolders, boolean keeps) {}

  static IgnorePatterns of(List<String> text) {
    List<Line> lines = new ArrayList<>();
    for (String line : text) {
      String glob = line.strip();
      if (!glob.isEmpty() && !glob.startsWith("#") && glob.length() <= LONGEST_LINE) {
        add(lines, glob);
      }
      if (lines.size() == MOST_LINES) {
        break;
      }
    }
    return new IgnorePatterns(List.copyOf(lines));
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /**
   * Whether the path is ignored.
   *
   * @param path below the folder of the file with the patterns, with slashes
   */
  boolean ignore(String path, boolean folder) {
    boolean ignored = false;
    for (Line line : lines) {
      if ((folder || !line.onlyFolders()) && line.pattern().matcher(path).matches()) {
        ignored = !line.keeps();
      }
    }
    return ignored;
  }

  private static void add(List<Line> lines, String line) {
    boolean keeps = line.startsWith("!");
    String glob = keeps ? line.substring(1) : line;
    boolean onlyFolders = glob.endsWith("/");
    String bare = onlyFolders ? glob.substring(0, glob.length() - 1) : glob;
    try {
      lines.add(new Line(compile(bare), onlyFolders, keeps));
    } catch (PatternSyntaxException e) {
      // A class that is not closed matches nothing, as with git.
    }
  }

  /** A slash inside binds the pattern to the folder; without one it matches at any depth. */
  private static Pattern compile(String glob) {
    boolean bound = glob.contains("/");
    String rest = glob.startsWith("/") ? glob.substring(1) : glob;
    StringBuilder regex = new StringBuilder(bound ? "" : "(?:.*/)?");
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (rest.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (rest.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '[' || c == ']') {
        regex.append(rest.startsWith("[!", i) ? "[^" : c);
        i += rest.startsWith("[!", i) ? 1 : 0;
      } else if (c == '-') {
        regex.append(c);
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(
        regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }
}
