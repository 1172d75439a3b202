package medianest.identify;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a note beside a file says of what is in it, in the form that Kodi began and others took up.
 *
 * @param title empty where the note has none
 * @param sortTitle empty where the title itself is to be sorted by
 * @param date when it was first shown
 * @param rating from 0 to 10
 * @param set the collection that it belongs to; empty for none
 * @param numbers of an episode
 * @param airs where a special is shown within a season; null where the note does not say
 * @param locked whether somebody asked programs to leave the note as it is
 */
public record Nfo(
    String title,
    String sortTitle,
    @Nullable Integer year,
    @Nullable LocalDate date,
    @Nullable Double rating,
    List<String> genres,
    String set,
    ProviderIds ids,
    @Nullable Numbers numbers,
    @Nullable Airs airs,
    boolean locked,
    About about) {

  public static final Nfo NONE =
      new Nfo(
          "",
          "",
          null,
          null,
          null,
          List.of(),
          "",
          ProviderIds.NONE,
          null,
          null,
          false,
          About.NOTHING);

  public Nfo {
    genres = List.copyOf(genres);
  }

  /** The place of an episode as the note has it. */
  public record Numbers(int season, int first, int last) {}

  /**
   * Where a special is shown within a season.
   *
   * @param season from 1 on
   * @param before the number of the episode that it comes before; {@link #AFTER_ALL} for none
   */
  public record Airs(int season, int before) {

    /** Comes before the season's first episode, whether that has the number 1 or 0. */
    public static final int BEFORE_ALL = 0;

    /** More than the number of any episode. */
    public static final int AFTER_ALL = 100_000;
  }
}
