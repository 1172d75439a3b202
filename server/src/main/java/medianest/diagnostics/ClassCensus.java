package medianest.diagnostics;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What lives on the heap, by class; the program stands still while it is counted. */
final class ClassCensus {

  /** A line of the JDK's own list: rank, instances, bytes, class. */
  private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

  /** What the collector puts where nothing is. */
  private static final String FILLER = "jdk.internal.vm.Filler";

  private ClassCensus() {}

  /** A class and all of its objects; arrays have the names that the JVM has for them. */
  record Line(String name, long instances, long bytes) {}

  /** The classes that take the most first; garbage is collected before. */
  static List<Line> take() {
    return histogram()
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .filter(form -> !form.group(3).contains(FILLER))
        .map(form ->
            new Line(form.group(3), Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
        .toList();
  }

  /** The classes that have grown, the most first, with by how much. */
  static List<Line> grown(List<Line> before, List<Line> after) {
    Map<String, Line> then = new HashMap<>();
    before.forEach(each -> then.put(each.name(), each));
    return after.stream()
        .map(each -> {
          Line its = then.getOrDefault(each.name(), new Line(each.name(), 0, 0));
          return new Line(
              each.name(), each.instances() - its.instances(), each.bytes() - its.bytes());
        })
        .filter(each -> each.bytes() > 0)
        .sorted((one, other) -> Long.compare(other.bytes(), one.bytes()))
        .toList();
  }

  static long bytes(List<Line> census) {
    return census.stream().mapToLong(Line::bytes).sum();
  }

  private static String histogram() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException("the JDK did not list its classes", e);
    }
  }
}
