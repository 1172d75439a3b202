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
    boolean locked,
    About about) {

  public static final Nfo NONE =
      new Nfo(
          "", "", null, null, null, List.of(), "", ProviderIds.NONE, null, false, About.NOTHING);

  public Nfo {
    genres = List.copyOf(genres);
  }

  /** The place of an episode as the note has it. */
  public record Numbers(int season, int first, int last) {}
}
