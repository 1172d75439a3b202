package medianest.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # typed           | beginning      | whole | within          | plots
          harbour           | harbour        |       |                 | harbour:*
          silent harb       | silent,harb    |       |                 | silent & harb:*
          of salt           | salt           |       | % of %          | of & salt:*
          harbour of        | harbour        |       | % of%           | harbour & of
          harbour of s      | harbour        |       | % s%,% of %     | harbour & of & s
          the harbour of th | harbour        |       | % th%,% the %,% of % | the & harbour & of & th
          up in             | in             | up    |                 | up & in
          the of            | of             |       | % the %         | the & of
          7th harbour       | harbour        | 7th   |                 | 7th & harbour:*
          die hard          | hard           |       | % die %         | die & hard:*
          x                 | x              |       |                 | x:*
          la la land        | land           |       | % la %,% la %   | la & la & land:*
          """)
  void aWordThatMostTitlesHaveIsLookedForInWhatTheOthersFind(
      String typed, String beginning, String whole, String within, String plots) {
    SearchWords words = SearchWords.of(List.of(typed.split(" ", -1)));
    assertThat(words.beginning()).isEqualTo(list(beginning));
    assertThat(words.whole()).isEqualTo(list(whole));
    assertThat(words.within()).isEqualTo(list(within));
    assertThat(words.plots()).isEqualTo(plots);
  }

  @Test
  void aCommonWordMayBeTheBeginningOfAnother() {
    SearchWords words = SearchWords.of(List.of("an", "harbour", "t"));
    assertThat(words.within()).containsExactly("% t%", "% an %");
    assertThat(words.withinUnfinished()).containsExactly("% t%", "% an%");
  }

  private static List<String> list(String text) {
    return text == null ? List.of() : List.of(text.split(",", -1));
  }
}
