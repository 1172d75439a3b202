package medianest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words after a command: options with their values, as {@code --port 80} or {@code --port=80},
 * flags, and the rest. By hand, since a library took a fifth of the start: docs/decisions.
 */
final class Arguments {

  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final List<String> rest = new ArrayList<>();

  private Arguments() {}

  /**
   * Sorts the words.
   *
   * @param withValue the options that take one
   * @param flags the options that take none
   */
  static Arguments parse(List<String> words, Set<String> withValue, Set<String> flags)
      throws BadUsage {
    Arguments arguments = new Arguments();
    Deque<String> left = new ArrayDeque<>(words);
    while (!left.isEmpty()) {
      arguments.take(left.pop(), left, withValue, flags);
    }
    return arguments;
  }

  private void take(String word, Deque<String> left, Set<String> withValue, Set<String> flags)
      throws BadUsage {
    if (!word.startsWith("--")) {
      rest.add(word);
      return;
    }
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    List<String> values = options.computeIfAbsent(name, ignored -> new ArrayList<>());
    if (flags.contains(name) && equals < 0) {
      return;
    }
    if (!withValue.contains(name)) {
      throw new BadUsage("There is no option " + word + " here; see medianest --help.");
    }
    if (equals < 0 && left.isEmpty()) {
      throw new BadUsage("The option " + name + " needs a value.");
    }
    values.add(equals < 0 ? left.pop() : word.substring(equals + 1));
  }

  boolean flag(String name) {
    return options.containsKey(name);
  }

  /** The last value of an option. */
  Optional<String> value(String name) {
    return values(name).isEmpty() ? Optional.empty() : Optional.of(values(name).getLast());
  }

  List<String> values(String name) {
    return options.getOrDefault(name, List.of());
  }

  /** The only word that is no option. */
  String only(String meaning) throws BadUsage {
    if (rest.size() != 1) {
      throw new BadUsage("Give one " + meaning + "; see medianest --help.");
    }
    return rest.getFirst();
  }

  /** Refuses words that are no options. */
  Arguments optionsOnly() throws BadUsage {
    if (!rest.isEmpty()) {
      throw new BadUsage("What is " + rest.getFirst() + "? See medianest --help.");
    }
    return this;
  }
}
