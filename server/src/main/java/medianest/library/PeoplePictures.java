package medianest.library;

import java.util.List;
import java.util.Map;

/** Which pictures there are of people; the pages of items show them. */
@FunctionalInterface
public interface PeoplePictures {

  /** The addresses of those that there are, by the names. */
  Map<String, String> of(List<String> names);
}
