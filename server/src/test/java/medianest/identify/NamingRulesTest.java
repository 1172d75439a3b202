package medianest.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule by its table. */
class NamingRulesTest {

  static List<List<String>> episodes() {
    return RuleTable.rows("episodes.txt");
  }

  @ParameterizedTest
  @MethodSource("episodes")
  void readsTheNumbersOfEpisodes(List<String> row) {
    EpisodeNumbers.Place place = EpisodeNumbers.Place.valueOf(row.get(0).toUpperCase(Locale.ROOT));
    String found =
        EpisodeNumbers.of(row.get(1), place).map(NamingRulesTest::written).orElse("none");
    assertThat(found).isEqualTo(String.join("|", row.subList(2, row.size())));
  }

  private static String written(EpisodeNumbers each) {
    String season = each.season() == null ? "-" : each.season().toString();
    String numbers =
        each.date() == null ? each.first() + " " + each.last() : each.date().toString();
    return season + " " + numbers + "|" + each.before() + "|" + each.after();
  }

  static List<List<String>> seasons() {
    return RuleTable.rows("seasons.txt");
  }

  @ParameterizedTest
  @MethodSource("seasons")
  void readsTheNumberOfASeason(List<String> row) {
    OptionalInt found = SeasonFolder.number(row.get(1), row.get(0), true);
    assertThat(found.isPresent() ? Integer.toString(found.getAsInt()) : "none")
        .isEqualTo(row.get(2));
  }

  static List<List<String>> ids() {
    return RuleTable.rows("ids.txt");
  }

  @ParameterizedTest
  @MethodSource("ids")
  void readsWhatCataloguesCallIt(List<String> row) {
    String found =
        new TreeMap<>(ProviderIds.in(row.get(0)).byProvider())
            .entrySet().stream().map(Objects::toString).collect(Collectors.joining(","));
    assertThat(found).isEqualTo(row.get(1));
    assertThat(ProviderIds.strip(row.get(0))).isEqualTo(row.get(2));
  }

  static List<List<String>> home() {
    return RuleTable.rows("home.txt");
  }

  @ParameterizedTest
  @MethodSource("home")
  void namesHomeVideos(List<String> row) {
    Named named = HomeVideos.of(Folder.root(List.of(row.get(0)))).getFirst();
    assertThat(named.title()).isEqualTo(row.get(1));
    assertThat(Objects.toString(named.date(), "")).isEqualTo(row.get(2));
  }

  static List<List<String>> extras() {
    return RuleTable.rows("extras.txt");
  }

  @ParameterizedTest
  @MethodSource("extras")
  void tellsExtrasByTheirNames(List<String> row) {
    String found =
        Extras.ofName(row.get(0))
            .map(each -> each.kind().word() + "|" + each.owner())
            .orElse("none");
    assertThat(found).isEqualTo(String.join("|", row.subList(1, row.size())));
  }

  static List<RuleTable.Case> films() {
    return RuleTable.folders("films.txt");
  }

  @ParameterizedTest
  @MethodSource("films")
  void namesFilms(RuleTable.Case each) {
    Map<String, Integer> groups = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (Named named : Films.of(RuleTable.folder(each))) {
      assertThat(named.kind()).isEqualTo(Named.Kind.FILM);
      int group = groups.computeIfAbsent(named.group(), key -> groups.size() + 1);
      String year = named.year() == null ? "" : named.year() + " ";
      found.add(role(named) + " | " + named.title() + " | " + year + "| " + group);
    }
    assertThat(found).isEqualTo(each.wanted());
  }

  static List<RuleTable.Case> series() {
    return RuleTable.folders("series.txt");
  }

  @ParameterizedTest
  @MethodSource("series")
  void namesEpisodes(RuleTable.Case each) {
    assertThat(SeriesEpisodes.of(RuleTable.folder(each)).stream().map(NamingRulesTest::written))
        .containsExactlyElementsOf(each.wanted());
  }

  static List<RuleTable.Case> hinted() {
    return RuleTable.folders("plexmatch.txt");
  }

  @ParameterizedTest
  @MethodSource("hinted")
  void takesHints(RuleTable.Case each) {
    Folder folder = RuleTable.folder(each);
    assertThat(SeriesEpisodes.of(folder).stream().map(NamingRulesTest::written))
        .containsExactlyElementsOf(each.wanted());
    assertThat(Mixed.of(folder).stream().map(NamingRulesTest::written))
        .containsExactlyElementsOf(each.wanted());
  }

  @ParameterizedTest
  @CsvSource({
    "tvdbid: 79126, {tvdb=79126}",
    "tmdbid:1396, {tmdb=1396}",
    "IMDBID : tt0903747, {imdb=tt0903747}",
    "guid: imdb://tt0903747, {imdb=tt0903747}",
    "guid: tvdb://81189?lang=en, {tvdb=81189}",
    "guid: plex://show/5d9c081b705e7a001e6e94d8, {}",
    "guid: tvdb://../../etc, {}",
    "tvdbid: <script>, {}",
    "tmdbid: 12345678901234567890, {}",
    "isbn: 12, {}",
  })
  void takesTheIdsOfHints(String line, String ids) {
    assertThat(PlexMatch.read(line).ids().byProvider()).hasToString(ids);
  }

  private static String written(Named named) {
    Named.Place place = named.place();
    if (place == null) {
      return (named.role() instanceof Role.Main ? "video" : role(named)) + " " + named.title();
    }
    String last = place.last() == place.first() ? "" : "-" + place.last();
    String year = place.series().year() == null ? "" : " (" + place.series().year() + ")";
    return "S"
        + place.season()
        + " E"
        + place.first()
        + last
        + " | "
        + place.series().title()
        + year
        + " | "
        + named.title()
        + " | "
        + role(named);
  }

  private static String role(Named named) {
    return (named.role().word() + " " + named.role().label()).strip();
  }

  @Test
  void namesADiscAfterItsFolder() {
    Folder disc =
        Folder.root(List.of())
            .below("The Harbour (2011)", List.of())
            .below(
                "VIDEO_TS",
                List.of("VIDEO_TS.VOB", "VTS_01_0.VOB", "VTS_01_1.VOB", "VTS_01_2.VOB"));
    assertThat(Films.of(disc))
        .extracting(Named::title, NamingRulesTest::role)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("The Harbour", "part 3"),
            org.assertj.core.groups.Tuple.tuple("The Harbour", "part 4"),
            org.assertj.core.groups.Tuple.tuple("The Harbour", "main"),
            org.assertj.core.groups.Tuple.tuple("The Harbour", "part 2"));
  }

  @Test
  void attachesAFolderOfExtrasToTheFilmAboveIt() {
    Folder film =
        Folder.root(List.of()).below("The Harbour (2011)", List.of("The Harbour (2011).mkv"));
    Named main = Films.of(film).getFirst();
    Named extra = Films.of(film.below("Trailers", List.of("Teaser.mkv"))).getFirst();
    assertThat(extra.role()).isEqualTo(new Role.Extra(ExtraKind.TRAILER));
    assertThat(extra.group()).isEqualTo(main.group());

    Folder shelf = Folder.root(List.of()).below("Action", List.of("A (2001).mkv", "B (2002).mkv"));
    assertThat(Films.of(shelf.below("Trailers", List.of("Teaser.mkv"))).getFirst().role())
        .isEqualTo(Role.Main.ONLY);
    assertThat(
            Films.of(Folder.root(List.of()).below("Trailers", List.of("T.mkv"))).getFirst().role())
        .isEqualTo(Role.Main.ONLY);
  }

  @ParameterizedTest
  @CsvSource({
    "Behind The Scenes, behind-the-scenes",
    "deleted scenes, deleted-scene",
    "Interviews, interview",
    "Scenes, scene",
    "samples, sample",
    "Shorts, short",
    "FEATURETTES, featurette",
    "Clips, clip",
    "Extras, other",
    "extra, other",
    "Other, other",
    "Trailers, trailer",
    "backdrops, other",
    "The Big Short, none",
    "Trailer Park, none",
  })
  void tellsExtrasByTheirFolder(String name, String kind) {
    Folder film =
        Folder.root(List.of()).below("The Harbour (2011)", List.of("The Harbour (2011).mkv"));
    Named found = Films.of(film.below(name, List.of("Some piece.mkv"))).getFirst();
    assertThat(found.role() instanceof Role.Extra extra ? extra.kind().word() : "none")
        .isEqualTo(kind);
  }

  @Test
  void tellsFilmsEpisodesAndVideosApartWhereNobodySaidWhatThereIs() {
    Folder folder = Folder.root(List.of("Some Film (1999).mkv", "Show S01E02.mkv", "Holiday.mp4"));
    assertThat(Mixed.of(folder))
        .extracting(Named::kind)
        .containsExactly(Named.Kind.FILM, Named.Kind.EPISODE, Named.Kind.VIDEO);
  }
}
