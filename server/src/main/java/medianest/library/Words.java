package medianest.library;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Constants by the words that stand for them outside of Java. */
final class Words {

  private Words() {}

  static <E> Optional<E> find(E[] constants, Function<E, String> word, String wanted) {
    return Arrays.stream(constants).filter(each -> word.apply(each).equals(wanted)).findFirst();
  }
}
