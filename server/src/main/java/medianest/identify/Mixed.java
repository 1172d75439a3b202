package medianest.identify;

import java.util.List;
import java.util.stream.IntStream;
import medianest.identify.EpisodeNumbers.Place;

/** Names what lies in a folder of which nobody said what it holds: each file by its own name. */
public final class Mixed {

  private Mixed() {}

  /** The videos of a folder, in their order. */
  public static List<Named> of(Folder folder) {
    boolean series =
        folder.videos().stream()
                .anyMatch(name -> EpisodeNumbers.of(Folder.base(name), Place.ANYWHERE).isPresent())
            || SeriesEpisodes.isHinted(folder);
    List<Named> films = Films.of(folder).stream().map(Mixed::withoutYearNoFilm).toList();
    if (!series) {
      return films;
    }
    List<Named> episodes = SeriesEpisodes.of(folder);
    return IntStream.range(0, films.size())
        .mapToObj(at -> unnumbered(episodes.get(at)) ? films.get(at) : episodes.get(at))
        .toList();
  }

  private static boolean unnumbered(Named named) {
    return named.place() == null && named.role() instanceof Role.Main;
  }

  private static Named withoutYearNoFilm(Named named) {
    return named.year() == null && named.role() instanceof Role.Main
        ? named.as(Named.Kind.VIDEO)
        : named;
  }
}
