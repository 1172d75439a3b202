package medianest.diagnostics;

import java.util.function.Supplier;

/**
 * A part of the server whose health can be asked.
 *
 * @param required whether the server is down without it, rather than degraded
 */
public record Component(String name, boolean required, Supplier<State> look) {

  /**
   * How a component is.
   *
   * @param detail a sentence for the operator
   */
  public record State(boolean up, String detail) {}
}
