package medianest.identify;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a file came to.
 *
 * @param group what files share that belong together: the versions, parts and extras of one film
 * @param place where an episode belongs; null for everything else
 * @param date when it was first shown, or recorded
 */
public record Named(
    Kind kind,
    String title,
    @Nullable Integer year,
    Role role,
    String group,
    @Nullable Place place,
    @Nullable LocalDate date,
    ProviderIds ids) {

  /** What a video is. */
  public enum Kind {
    FILM,
    EPISODE,
    VIDEO
  }

  /**
   * Where an episode belongs.
   *
   * @param first its number; a file with several episodes has those up to {@code last}
   */
  public record Place(Series series, int season, int first, int last) {
    public Place {
      if (season < 0 || first < 0 || last < first) {
        throw new IllegalArgumentException("season " + season + ", " + first + " to " + last);
      }
    }
  }

  /**
   * The series of an episode.
   *
   * @param key tells series of one library apart
   */
  public record Series(String key, String title, @Nullable Integer year, ProviderIds ids) {}

  static Named film(FileTitle title, Role role, String group, ProviderIds ids) {
    return new Named(Kind.FILM, title.title(), title.year(), role, group, null, null, ids);
  }

  static Named video(String title, String group, @Nullable LocalDate date) {
    return new Named(Kind.VIDEO, title, null, Role.Main.ONLY, group, null, date, ProviderIds.NONE);
  }

  /** The same as something else. */
  public Named as(Kind other) {
    return new Named(other, title, year, role, group, place, date, ids);
  }

  /** The same in another part. */
  Named as(Role other) {
    return new Named(kind, title, year, other, group, place, date, ids);
  }
}
