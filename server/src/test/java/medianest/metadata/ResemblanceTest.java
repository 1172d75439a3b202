package medianest.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import medianest.metadata.Resemblance.Candidate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResemblanceTest {

  /** What is wanted, what the catalogue has (title / original title / year; …), which is meant. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Solaris          | 1972 | Solaris/Солярис/1972; Solaris/Solaris/2002           | 0
          Solaris          | 2002 | Solaris/Солярис/1972; Solaris/Solaris/2002           | 1
          Solaris          |      | Solaris/Солярис/1972; Solaris/Solaris/2002           | 0
          Solaris          | 1973 | Solaris/Солярис/1972; Solaris/Solaris/2002           | 0
          Solaris          | 1980 | Solaris/Солярис/1972; Solaris/Solaris/2002           | none
          Heat             | 1996 | Heat/Heat/1995; Heat/Heat/1997; Heat/Heat/1996       | 2
          the third man    | 1949 | The Third Man/The Third Man/1949                     | 0
          Third Man        | 1949 | The Third Man/The Third Man/1949                     | 0
          Amelie           | 2001 | Amélie/Le Fabuleux Destin d'Amélie Poulain/2001      | 0
          Das Boot         | 1981 | The Boat/Das Boot/1981                               | 0
          Alien            | 1979 | Aliens/Aliens/1979                                   | none
          Alien            |      | Alien Covenant/Alien Covenant/2017                   | none
          Face Off         | 1997 | Face/Off/1997                                        | none
          Metropolis       | 1927 | Metropolis/Metropolis/; Metropolis/Metropolis/1927   | 1
          M                | 1931 | M/M/1931                                             | 0
          8½               | 1963 | 8½/8½/1963                                           | 0
          ???              | 2000 | ???/???/2000                                         | 0
          """)
  void picksWhatIsSurelyMeant(
      String title, @Nullable Integer year, String catalogue, String meant) {
    List<Candidate> candidates =
        Arrays.stream(catalogue.split(";")).map(ResemblanceTest::candidate).toList();

    String picked =
        Resemblance.best(title, year, candidates)
            .map(found -> Integer.toString(candidates.indexOf(found)))
            .orElse("none");

    assertThat(picked).isEqualTo(meant);
  }

  private static Candidate candidate(String text) {
    String[] parts = text.strip().split("/", -1);
    String year = parts[2];
    return new Candidate(
        text, parts[0], parts[1], year.matches("\\d{4}") ? Integer.valueOf(year) : null);
  }
}
