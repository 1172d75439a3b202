package medianest.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

  @Test
  void sortsAsPeopleExpect() {
    List<String> inOrder =
        List.of(
            "2 Days",
            "300",
            "An Apple",
            "Éclair",
            "Film 2",
            "Film 010",
            "Film 100",
            "The Matrix",
            "Matrix Two",
            "Ωmega",
            "東京");
    assertThat(
            inOrder.stream()
                .sorted(Comparator.comparing(FoldingTest::bytes, Arrays::compareUnsigned)))
        .containsExactlyElementsOf(inOrder);
  }

  @Test
  void findsWithoutAccentsAndPunctuation() {
    assertThat(Folding.words("  Amélie: Le Fabuleux—Destin! "))
        .isEqualTo("amelie le fabuleux destin");
    assertThat(Folding.words("STRAẞE ﬁlm")).isEqualTo("straße film");
    assertThat(Folding.words("한국 영화")).isEqualTo("한국 영화");
    assertThat(Folding.words("...")).isEmpty();
  }

  /**
   * What file systems refuse in names people leave out or write otherwise, and macOS spells apart.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "Am\u00e9lie; Ame\u0301lie",
        "Za\u017c\u00f3\u0142\u0107; Zaz\u0307o\u0301\u0142c\u0301",
        "\u00c5ngstr\u00f6m; A\u030angstro\u0308m",
        "\ud55c\uad6d; \u1112\u1161\u11ab\u1100\u116e\u11a8",
        "\u304c; \u304b\u3099",
        "Spider-Man: No Way Home; Spider-Man - No Way Home",
        "Who Framed Roger Rabbit?; Who Framed Roger Rabbit",
        "Face/Off; Face Off",
        "M*A*S*H; M_A_S_H",
        "\"Crocodile\" Dundee; Crocodile Dundee",
        "<Film>; Film",
        "Left | Right; Left - Right",
        "Back\\slash; Back slash",
      })
  void comparesNamesWhateverTheFileSystemAllowed(String title, String name) {
    assertThat(Folding.words(name)).isEqualTo(Folding.words(title));
  }

  @Test
  void foldsPlainTextAsItFoldsAnyOther() {
    for (String plain :
        List.of("", " ", "The MATRIX (1999)", "--a--b--", "S.H.I.E.L.D. 2", "[x]y{z}\t\0q@A`Z[")) {
      // What follows the star makes it go the long way, and is a word of its own.
      assertThat((Folding.words(plain) + " é").strip().replace("é", "e"))
          .isEqualTo(Folding.words(plain + "*é"));
    }
  }

  @Test
  void looksThroughTheFileNameWhereItSaysMore() {
    assertThat(Folding.searchText("Film", "Film.2010.mkv")).isEqualTo("film 2010 mkv");
    assertThat(Folding.searchText("Film", "xyz.mkv")).isEqualTo("film xyz mkv");
  }

  @Test
  void keepsKeysShortEnoughForAnIndex() {
    assertThat(Folding.sortKey("😀".repeat(200))).hasSizeLessThanOrEqualTo(200);
    assertThat(Folding.sortKey("...")).isEqualTo("...");
    assertThat(Folding.sortKey("9".repeat(255))).isNotEmpty();
  }

  private static byte[] bytes(String title) {
    return Folding.sortKey(title).getBytes(StandardCharsets.UTF_8);
  }
}
