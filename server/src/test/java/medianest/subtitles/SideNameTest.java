package medianest.subtitles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SideNameTest {

  private static final String VIDEO = "My.Video (2019)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                  | und     | ''                           | ''",
        ".en                                 | en      | ''                           | ''",
        ".eng                                | en      | ''                           | ''",
        ".English                            | en      | ''                           | ''",
        ".ger                                | de      | ''                           | ''",
        ".deutsch                            | de      | ''                           | ''",
        ".yue                                | yue     | ''                           | ''",
        ".pt-BR                              | pt-BR   | ''                           | ''",
        ".pt_br                              | pt-BR   | ''                           | ''",
        ".zh-Hant                            | zh-Hant | ''                           | ''",
        ".es-419                             | es-419  | ''                           | ''",
        ".en.fr                              | fr      | en                           | ''",
        ".title.en.default.forced            | en      | title                        | DF",
        ".forced.default.en.title            | en      | title                        | DF",
        ".sdh.en.title                       | en      | title                        | H",
        ".en.sdh                             | en      | ''                           | H",
        ".en.cc                              | en      | ''                           | H",
        ".en.foreign                         | en      | ''                           | F",
        ".hi                                 | hi      | ''                           | ''",
        ".hi.en                              | en      | ''                           | H",
        ".en.hi                              | en      | ''                           | H",
        ".hi.forced                          | hi      | ''                           | F",
        ".Title.with.Separator               | und     | Title.with.Separator         | ''",
        ".DEFAULT.FORCED                     | und     | ''                           | DF",
        ".Subs for Chinese Audio.eng         | en      | Subs for Chinese Audio       | ''",
        ".Director's commentary              | und     | Director's commentary        | ''",
        ".und                                | und     | und                          | ''",
        ".1080p.x264                         | und     | 1080p.x264                   | ''",
      })
  void readsTheWordsBehindTheNameOfTheVideo(
      String words, String language, String title, String flags) {
    assertThat(SideName.beside(VIDEO + words, VIDEO))
        .contains(
            new SideName(
                language, title, flags.contains("D"), flags.contains("F"), flags.contains("H")));
  }

  @Test
  void comparesNamesAsPeopleDo() {
    assertThat(SideName.beside("MY.VIDEO (2019).en", VIDEO)).isPresent();
    // One name with a letter and its accent apart, as macOS writes it, the other with both in one.
    assertThat(SideName.beside("Ame\u0301lie.fr", "Am\u00e9lie"))
        .hasValueSatisfying(name -> assertThat(name.language()).isEqualTo("fr"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"My.Video (2020)", "My", "Another", "My.Video (2019) Part 2", ""})
  void belongsToNoOtherVideo(String name) {
    assertThat(SideName.beside(name, VIDEO)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2_English,en,''", "English,en,''", "10_German.forced,de,''", "Extras,und,Extras"})
  void readsNamesInAFolderOfTheVideosOwn(String name, String language, String title) {
    assertThat(SideName.alone(name).language()).isEqualTo(language);
    assertThat(SideName.alone(name).title()).isEqualTo(title);
  }
}
