package medianest.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NfoTest {

  private static final Nfo FULL =
      new Nfo(
          "The Harbour & <more>",
          "Harbour",
          2011,
          LocalDate.of(2011, 5, 6),
          8.5,
          List.of("Drama", "Sea"),
          "Harbours",
          new ProviderIds(Map.of("imdb", "tt0110912", "tmdb", "680")),
          new Nfo.Numbers(1, 2, 3),
          new Nfo.Airs(2, 5),
          true,
          new About(
              "Der Hafen",
              "A plot.",
              "A line.",
              "PG-13",
              List.of("Studio"),
              List.of("Norway"),
              List.of("boats"),
              List.of("Ada Director"),
              List.of("Wim Writer"),
              List.of(new About.Person("Ann Actor", "The captain"))));

  @Test
  void readsWhatItWrites() {
    assertThat(NfoReader.read(NfoWriter.write("movie", FULL))).containsExactly(FULL);
  }

  @Test
  void writesNoCharacterThatXmlCannotHold() {
    Nfo odd =
        new Nfo(
            "a\0b\u001bc",
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
    assertThat(NfoReader.read(NfoWriter.write("movie", odd)).getFirst().title())
        .isEqualTo("a\ufffdb\ufffdc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <movie><title>A</title><title>B</title></movie>                              | title  | B
          <movie><name>A</name></movie>                                                | title  | A
          <MOVIE><Title>A</Title></MOVIE>                                              | title  | A
          <?xml version="1.0"?><movie><title><![CDATA[A & B]]></title></movie>         | title  | A & B
          <movie><title>A &amp; B</title></movie>                                      | title  | A & B
          <movie><year>2011</year></movie>                                             | year   | 2011
          <movie><premiered>2011-05-06</premiered></movie>                             | year   | 2011
          <movie><year>20111</year></movie>                                            | year   | null
          <movie><rating>8,5</rating></movie>                                          | rating | 8.5
          <movie><rating>85</rating></movie>                                           | rating | null
          <movie><ratings><rating name="a"><value>7</value></rating><rating default="true"><value>8</value></rating></ratings></movie> | rating | 8.0
          <movie><genre>A / B</genre><genre>B</genre></movie>                          | genres | [A, B]
          <movie><set><name>S</name></set></movie>                                     | set    | S
          <movie><set>S</set></movie>                                                  | set    | S
          <movie><uniqueid type="tmdb">680</uniqueid></movie>                          | ids    | {tmdb=680}
          <movie><tmdbid>680</tmdbid><imdb_id>tt0110912</imdb_id></movie>              | ids    | {imdb=tt0110912, tmdb=680}
          <movie><id>tt0110912</id></movie>                                            | ids    | {imdb=tt0110912}
          https://www.imdb.com/title/tt0110912/                                        | ids    | {imdb=tt0110912}
          https://www.themoviedb.org/movie/680-x?a=1&b=2                               | ids    | {tmdb=680}
          <movie><title>A</title></movie> https://www.imdb.com/title/tt0110912/?a&b    | ids    | {imdb=tt0110912}
          <movie><plot>A</plot><outline></outline></movie>                             | plot   | A
          <movie><lockdata>true</lockdata></movie>                                     | locked | true
          """)
  void readsNotesOfManyHands(String note, String member, String wanted) {
    Nfo nfo = NfoReader.read(note).getFirst();
    Object found =
        switch (member) {
          case "title" -> nfo.title();
          case "year" -> nfo.year();
          case "rating" -> nfo.rating();
          case "genres" -> nfo.genres();
          case "set" -> nfo.set();
          case "ids" -> new java.util.TreeMap<>(nfo.ids().byProvider());
          case "plot" -> nfo.about().plot();
          default -> nfo.locked();
        };
    assertThat(String.valueOf(found)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <airsbefore_season>2</airsbefore_season><airsbefore_episode>5</airsbefore_episode>         | 2 5
          <airsbefore_season>2</airsbefore_season>                                                   | 2 first
          <airsbefore_season>2</airsbefore_season><airsbefore_episode/>                              | 2 first
          <airsbefore_season>2</airsbefore_season><airsbefore_episode>-1</airsbefore_episode>        | 2 first
          <airsbefore_episode>5</airsbefore_episode>                                                 | none
          <airsafter_season>3</airsafter_season>                                                     | 3 last
          <airsafter_season>1</airsafter_season><airsbefore_season>2</airsbefore_season>             | 1 last
          <airsafter_season>-1</airsafter_season><airsbefore_season>2</airsbefore_season>            | 2 first
          <airsafter_season>1</airsafter_season><displayseason>2</displayseason>                     | 1 last
          <displayseason>4</displayseason><displayepisode>7</displayepisode>                         | 4 7
          <displayseason>4</displayseason><displayepisode>4096</displayepisode>                      | 4 4096
          <displayseason>-1</displayseason><displayepisode>-1</displayepisode>                       | none
          <displayseason>0</displayseason><displayepisode>3</displayepisode>                         | none
          <airsbefore_season>2</airsbefore_season><displayseason>4</displayseason>                   | 2 first
          <airsbefore_season>0</airsbefore_season><displayseason>4</displayseason>                   | 4 first
          <AirsBefore_Season> 2 </AirsBefore_Season>                                                 | 2 first
          <airsbefore_season>two</airsbefore_season>                                                 | none
          <title>Special</title>                                                                     | none
          """)
  void readsWhereSpecialsAreShown(String members, String wanted) {
    Nfo.Airs airs =
        NfoReader.read("<episodedetails>" + members + "</episodedetails>").getFirst().airs();
    assertThat(airs == null ? "none" : airs.season() + " " + place(airs.before()))
        .isEqualTo(wanted);
  }

  private static String place(int before) {
    return switch (before) {
      case Nfo.Airs.BEFORE_ALL -> "first";
      case Nfo.Airs.AFTER_ALL -> "last";
      default -> Integer.toString(before);
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {Nfo.Airs.BEFORE_ALL, 5, Nfo.Airs.AFTER_ALL})
  void writesWhereSpecialsAreShown(int before) {
    Nfo special =
        new Nfo(
            "Special",
            "",
            null,
            null,
            null,
            List.of(),
            "",
            ProviderIds.NONE,
            new Nfo.Numbers(0, 5, 5),
            new Nfo.Airs(2, before),
            false,
            About.NOTHING);
    assertThat(NfoReader.read(NfoWriter.write("episodedetails", special))).containsExactly(special);
  }

  @Test
  void readsTheNotesOfSeveralEpisodes() {
    List<Nfo> both =
        NfoReader.read(
            "<episodedetails><title>One</title><season>1</season><episode>1</episode></episodedetails>\n"
                + "<episodedetails><title>Two</title><season>1</season><episode>2</episode></episodedetails>");
    assertThat(both).extracting(Nfo::title).containsExactly("One", "Two");
    assertThat(both.getLast().numbers()).isEqualTo(new Nfo.Numbers(1, 2, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE movie [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><movie><title>&x;</title></movie>",
        "<!DOCTYPE a [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><movie><title>&b;</title></movie>",
        "<movie><title>&undefined;</title></movie>",
        "<movie><title>",
        "<movie></title></movie>",
        "no note at all",
        "",
        "<html><body>x</body></html>"
      })
  void leavesOutWhatIsBrokenOrHostile(String note) {
    assertThat(NfoReader.read(note)).isEmpty();
  }

  @Test
  void leavesOutWhatIsTooDeepOrTooMuch() {
    assertThat(NfoReader.read("<movie>" + "<a>".repeat(100) + "</a>".repeat(100) + "</movie>"))
        .isEmpty();
    assertThat(NfoReader.read("<movie>" + "<a/>".repeat(60_000) + "</movie>")).isEmpty();
  }
}
