package medianest.identify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cases of a rule, from a text file that people can read. */
final class RuleTable {

  private RuleTable() {}

  /** The lines, without remarks, each cut at its bars. */
  static List<List<String>> rows(String file) {
    return lines(file).stream()
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(RuleTable::cell).toList())
        .toList();
  }

  static List<String> lines(String file) {
    try (InputStream in = RuleTable.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there is no table " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A folder with its files, what is said of each, and the hints of folders by their paths. */
  record Case(String folder, List<String> files, List<String> wanted, Map<String, String> hints) {}

  static List<Case> folders(String file) {
    List<Case> cases = new ArrayList<>();
    for (String line : lines(file)) {
      if (line.startsWith("  ")) {
        String[] parts = line.strip().split(" -> ", 2);
        cases.getLast().files().add(parts[0]);
        cases.getLast().wanted().add(parts[1]);
      } else if (line.startsWith("!")) {
        String[] parts = line.substring(1).split(": ", 2);
        cases.getLast().hints().merge(parts[0], parts[1], (a, b) -> a + "\n" + b);
      } else {
        cases.add(new Case(line, new ArrayList<>(), new ArrayList<>(), new HashMap<>()));
      }
    }
    return cases;
  }

  /** The folder that a case describes. */
  static Folder folder(Case each) {
    Folder folder = Folder.root(List.of());
    String path = "";
    List<String> names =
        Arrays.stream(each.folder().split("/", -1)).filter(name -> !name.isEmpty()).toList();
    for (int at = 0; at < names.size(); at++) {
      folder = folder.below(names.get(at), at == names.size() - 1 ? each.files() : List.of());
      path += (at == 0 ? "" : "/") + names.get(at);
      folder = folder.hinted(PlexMatch.read(each.hints().getOrDefault(path, "")));
    }
    return names.isEmpty() ? Folder.root(each.files()) : folder;
  }

  /** Without the space that stands beside the bars; more than that belongs to the cell. */
  private static String cell(String text) {
    String start = text.startsWith(" ") ? text.substring(1) : text;
    return start.endsWith(" ") ? start.substring(0, start.length() - 1) : start;
  }
}
