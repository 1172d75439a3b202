package medianest.identify;

import java.util.List;

/**
 * What is told of a film, a series or an episode, beyond its title.
 *
 * @param ageRating as the country of the collection writes it: {@code PG-13}, {@code FSK 12}
 */
public record About(
    String originalTitle,
    String plot,
    String tagline,
    String ageRating,
    List<String> studios,
    List<String> countries,
    List<String> tags,
    List<String> directors,
    List<String> writers,
    List<Person> cast) {

  public static final About NOTHING =
      new About("", "", "", "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  /** Of what has a plot and nothing else. */
  public static About plot(String plot) {
    return new About(
        "", plot, "", "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  public About {
    studios = List.copyOf(studios);
    countries = List.copyOf(countries);
    tags = List.copyOf(tags);
    directors = List.copyOf(directors);
    writers = List.copyOf(writers);
    cast = List.copyOf(cast);
  }

  /**
   * Somebody who is seen or heard.
   *
   * @param role whom they play; empty where nobody said
   */
  public record Person(String name, String role) {}
}
