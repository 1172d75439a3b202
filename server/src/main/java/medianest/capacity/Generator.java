package medianest.capacity;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts load on this server; whoever connects the parts of the server has one. */
public interface Generator {

  /** What can be run. */
  List<Plan> plans();

  /** Makes a run that has not begun. */
  Trial prepare(Order order);

  /**
   * One that ships.
   *
   * @param uploads whether it leaves files behind in the catalogue
   * @param search whether it looks for how much is carried
   */
  record Plan(String name, String summary, double seconds, boolean uploads, boolean search) {}

  /**
   * What to run.
   *
   * @param shorten how many times shorter every phase is
   * @param baseline the JSON of an earlier run to compare with
   * @param folder where the report goes
   */
  record Order(String plan, double shorten, @Nullable Path baseline, Path folder) {}

  /** How it goes. */
  record Moment(
      String phase, double share, int people, long perSecond, double p95Ms, long failed) {}

  /**
   * What came of it.
   *
   * @param verdict passed, broken or invalid
   * @param carried what a search found; null for any other
   */
  record Result(String verdict, String sentence, double seconds, @Nullable Carried carried) {}

  /** Viewers at once, and what was sent to all of them. */
  record Carried(int viewers, double bitsPerSecond) {}

  /** A run. */
  interface Trial {
    /**
     * Runs to its end.
     *
     * @throws Refused with a sentence for a person
     */
    Result run(Consumer<Moment> progress) throws Refused, InterruptedException;

    /** Ends it early; may come from any thread. */
    void stop();
  }

  /** What kept a run from beginning. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    public Refused(String sentence) {
      super(sentence);
    }
  }
}
