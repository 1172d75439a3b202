package medianest.metadata;

import java.util.List;
import java.util.Optional;
import medianest.identify.Folding;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of a catalogue's answers is surely meant: the title or the original title has the
 * same words, and the year is the same or its neighbour, since countries differ in when a film came
 * out. Where no year is known the first of that title counts, which is the best known.
 */
final class Resemblance {

  private Resemblance() {}

  /** An answer; the first is the best known. */
  record Candidate(String id, String title, String originalTitle, @Nullable Integer year) {}

  static Optional<Candidate> best(
      String title, @Nullable Integer year, List<Candidate> candidates) {
    List<Candidate> alike = candidates.stream().filter(each -> hasTitle(each, title)).toList();
    if (year == null) {
      return alike.stream().findFirst();
    }
    return alike.stream()
        .filter(each -> distance(each, year) == 0)
        .findFirst()
        .or(() -> alike.stream().filter(each -> distance(each, year) == 1).findFirst());
  }

  private static boolean hasTitle(Candidate candidate, String title) {
    String wanted = Folding.sortKey(title);
    return !wanted.isEmpty()
        && (wanted.equals(Folding.sortKey(candidate.title()))
            || wanted.equals(Folding.sortKey(candidate.originalTitle())));
  }

  private static int distance(Candidate candidate, int year) {
    Integer own = candidate.year();
    return own == null ? Integer.MAX_VALUE : Math.abs(own - year);
  }
}
