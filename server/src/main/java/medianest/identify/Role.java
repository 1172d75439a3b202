package medianest.identify;

/** How a file stands to the others of its group. */
public sealed interface Role {

  /** What lists show. */
  enum Main implements Role {
    ONLY
  }

  /**
   * The same in another form.
   *
   * @param label what tells it from the others: {@code 1080p}, {@code Director's Cut}
   */
  record Version(String label) implements Role {}

  /** A later piece of what was cut into several files. */
  record Part(int number) implements Role {}

  /** What came along. */
  record Extra(ExtraKind kind) implements Role {}

  /** The word that stands for it outside of Java. */
  default String word() {
    return switch (this) {
      case Main _ -> "main";
      case Version _ -> "version";
      case Part _ -> "part";
      case Extra _ -> "extra";
    };
  }

  /** What there is to say of it beyond the word. */
  default String label() {
    return switch (this) {
      case Main _ -> "";
      case Version(String label) -> label;
      case Part(int number) -> Integer.toString(number);
      case Extra(ExtraKind kind) -> kind.word();
    };
  }
}
