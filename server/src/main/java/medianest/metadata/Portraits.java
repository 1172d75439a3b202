package medianest.metadata;

import java.util.List;
import java.util.Map;

/** Keeps the pictures of people. */
public interface Portraits {

  /** Those that there are, by the names. */
  Map<String, String> of(List<String> names);

  /** Keeps one; not yet known to be a picture. */
  void keep(String name, byte[] picture) throws InterruptedException;
}
