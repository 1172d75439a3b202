package medianest.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All routes as a tree of path segments.
 *
 * <p>At each node a literal wins over a parameter, a parameter over the remainder, and there is no
 * way back: what stands below a literal can never be answered by its sibling, so an unknown path
 * under {@code /api} cannot end at the page that takes everything else.
 */
public final class RouteTable implements Routes {

  /** A declared query of {@code *} takes any parameter: for the page, whose address is its own. */
  public static final String ANY_QUERY = "*";

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private final Node root = new Node();
  private final List<Route> all = new ArrayList<>();

  /** A route with the values of its parameters. */
  record Match(Route route, Map<String, String> path) {}

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    @Nullable Node parameter;
    final Map<String, Route> byMethod = new TreeMap<>();
    final Map<String, Route> remainder = new TreeMap<>();
  }

  @Override
  public void add(Route route) {
    if (!METHODS.contains(route.method()) || !route.template().startsWith("/")) {
      throw new IllegalArgumentException("not a route: " + route.method() + " " + route.template());
    }
    Map<String, Route> place = place(route.template());
    if (place.putIfAbsent(route.method(), route) != null) {
      throw new IllegalArgumentException("twice: " + route.method() + " " + route.template());
    }
    all.add(route);
  }

  /** Every route in the order of its template, then of its method. */
  public List<Route> routes() {
    return all.stream()
        .sorted(Comparator.comparing(Route::template).thenComparing(Route::method))
        .toList();
  }

  /** The table as text, one line a route: method, template, policy, query parameters. */
  public String dump() {
    return routes().stream()
        .map(route ->
            "%-6s %-45s %-6s %s"
                .formatted(
                    route.method(),
                    route.template(),
                    route.policy(),
                    String.join(",", route.query()))
                .stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * @throws Problem 404 where no template fits, 405 where none has the method, 400 for a query
   *     parameter that was not declared
   */
  Match match(String method, Target target) {
    List<String> values = new ArrayList<>(4);
    Map<String, Route> byMethod = descend(target.segments(), values);
    if (byMethod.isEmpty()) {
      throw Problem.notFound("There is nothing at this address.");
    }
    Route route = byMethod.get(method.equals("HEAD") ? "GET" : method);
    if (route == null) {
      throw new Problem(405, "method-not-allowed", "This address does not know " + method + ".")
          .with("allow", allowed(byMethod));
    }
    checkQuery(route, target.query());
    return new Match(route, named(route, values));
  }

  private Map<String, Route> descend(List<String> segments, List<String> values) {
    Node node = root;
    for (int i = 0; i < segments.size(); i++) {
      Node next = node.literals.get(segments.get(i));
      if (next == null && node.parameter != null && !segments.get(i).isEmpty()) {
        next = node.parameter;
        values.add(segments.get(i));
      }
      if (next == null) {
        values.add(String.join("/", segments.subList(i, segments.size())));
        return node.remainder;
      }
      node = next;
    }
    return node.byMethod;
  }

  private Map<String, Route> place(String template) {
    Node node = root;
    for (String segment : template.substring(1).split("/", -1)) {
      if (segment.endsWith("*}")) {
        return node.remainder;
      } else if (segment.startsWith("{")) {
        node.parameter = node.parameter == null ? new Node() : node.parameter;
        node = node.parameter;
      } else {
        node = node.literals.computeIfAbsent(segment, ignored -> new Node());
      }
    }
    return node.byMethod;
  }

  private static Map<String, String> named(Route route, List<String> values) {
    if (values.isEmpty()) {
      return Map.of();
    }
    Map<String, String> named = new LinkedHashMap<>();
    int next = 0;
    for (String segment : route.template().substring(1).split("/", -1)) {
      if (segment.startsWith("{")) {
        int end = segment.length() - (segment.endsWith("*}") ? 2 : 1);
        named.put(segment.substring(1, end), values.get(next++));
      }
    }
    return named;
  }

  private static void checkQuery(Route route, Map<String, String> query) {
    for (String name : query.keySet()) {
      if (!route.query().contains(name) && !route.query().contains(ANY_QUERY)) {
        throw Problem.invalid("The query parameter " + name + " is not known here.");
      }
    }
  }

  private static String allowed(Map<String, Route> byMethod) {
    Set<String> methods = new HashSet<>(byMethod.keySet());
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods.stream().sorted().collect(Collectors.joining(", "));
  }
}
