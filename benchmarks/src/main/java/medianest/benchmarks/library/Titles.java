package medianest.benchmarks.library;

import java.util.List;

/** Plausible titles, the same for the same number, and different for different ones. */
final class Titles {

  private static final List<String> QUALITIES =
      List.of(
          "Silent",
          "Crimson",
          "Northern",
          "Hidden",
          "Golden",
          "Broken",
          "Distant",
          "Burning",
          "Quiet",
          "Last",
          "Hollow",
          "Winter",
          "Salt",
          "Paper",
          "Iron",
          "Velvet",
          "Second",
          "Lost",
          "Wild",
          "Electric",
          "Midnight",
          "Amber",
          "Foreign",
          "Gentle",
          "Bitter",
          "Blue",
          "Café",
          "Crooked",
          "Endless",
          "Falling");

  private static final List<String> THINGS =
      List.of(
          "Harbour",
          "River",
          "Garden",
          "Mountain",
          "Letter",
          "Mirror",
          "Station",
          "Orchard",
          "Lighthouse",
          "Bridge",
          "Island",
          "Kingdom",
          "Witness",
          "Captain",
          "Daughter",
          "Stranger",
          "Machine",
          "Forest",
          "Highway",
          "Promise",
          "Season",
          "Signal",
          "Shadow",
          "Theatre",
          "Voyage",
          "Window",
          "Horizon",
          "Märchen",
          "Engine",
          "Carnival",
          "Diary",
          "Echo",
          "Frontier",
          "Glacier",
          "Hunter");

  private static final List<String> PLACES =
      List.of(
          "Lisbon",
          "the Sea",
          "Vienna",
          "the North",
          "Marrakesh",
          "the Valley",
          "Kyoto",
          "the Prairie",
          "Dublin",
          "the Desert",
          "Bergen",
          "the City",
          "Lima",
          "the Coast",
          "São Paulo",
          "the Border",
          "Łódź",
          "the Moon",
          "Nairobi",
          "the Tide");

  private static final List<String> FIRST =
      List.of("Ada", "Bruno", "Clara", "Dario", "Elin", "Farid", "Greta", "Hugo", "Ines", "Jonas");

  private static final List<String> LAST =
      List.of(
          "Abel",
          "Brandt",
          "Costa",
          "Dahl",
          "Eriksen",
          "Ferrer",
          "Gallo",
          "Holm",
          "Ivanov",
          "Jung",
          "Keller",
          "Lindqvist");

  private Titles() {}

  /** A title; the first million are all different. */
  static String of(int number) {
    String quality = at(QUALITIES, number);
    String thing = at(THINGS, number / QUALITIES.size());
    int rest = number / QUALITIES.size() / THINGS.size();
    String place = at(PLACES, rest);
    int part = rest / PLACES.size();
    String title =
        switch (part % 4) {
          case 0 -> "The " + quality + " " + thing + " of " + place;
          case 1 -> quality + " " + thing + " in " + place;
          case 2 -> "A " + quality + " " + thing + " beyond " + place;
          default -> thing + " of " + quality + " " + place;
        };
    return part < 4 ? title : title + " " + (part / 4 + 1);
  }

  static int year(int number) {
    return 1950 + Math.floorMod(number * 31, 75);
  }

  static String person(int number) {
    return at(FIRST, number) + " " + at(LAST, number / FIRST.size());
  }

  static String genre(int number) {
    return at(
        List.of("Drama", "Comedy", "Thriller", "Documentary", "Animation", "Adventure"), number);
  }

  private static String at(List<String> words, int number) {
    return words.get(Math.floorMod(number, words.size()));
  }
}
