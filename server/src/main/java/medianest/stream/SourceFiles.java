package medianest.stream;

import java.util.Optional;

/** Knows which file is behind an item. */
@FunctionalInterface
public interface SourceFiles {

  /** Empty where there is no such item. May ask the database. */
  Optional<SourceFile> find(String itemId);
}
