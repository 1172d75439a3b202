package medianest.subtitles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CharacterSetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UTF-8        | und | Où est la bibliothèque? 図書館はどこですか。",
        "windows-1252 | und | Où est passé le garçon? Il a mangé à la fenêtre, près de la forêt.",
        "windows-1252 | de  | Über den Dächern hört man die Mädchen singen, schön und süß.",
        "windows-1251 | und | Где здесь библиотека? Я не знаю, спросите у моего старого друга.",
        "windows-1251 | ru  | Нет!",
        "KOI8-R       | und | Где здесь библиотека? Я не знаю, спросите у моего старого друга.",
        "windows-1250 | pl  | Gdzie jest żółta łódź? Chciałbym pożyczyć ją na dzień.",
        "windows-1250 | cs  | Příliš žluťoučký kůň úpěl ďábelské ódy.",
        "windows-1254 | tr  | Şimdi ağaçların altında oturuyor, çok güzel bir gün değil mi?",
        "Shift_JIS    | und | 図書館はどこですか。友達に聞いてください。私は知りません。",
        "EUC-KR       | und | 도서관은 어디에 있습니까? 친구에게 물어보세요. 나는 모릅니다.",
        "GB18030      | und | 图书馆在哪里？我不知道，请问我的老朋友。他在那里工作了很多年。",
        "Big5         | und | 圖書館在哪裡？我不知道，請問我的老朋友。他在那裡工作了很多年。",
        "windows-1255 | und | איפה הספרייה? אני לא יודע, תשאל את החבר הישן שלי שעובד שם.",
        "windows-1253 | und | Πού είναι η βιβλιοθήκη; Δεν ξέρω, ρωτήστε τον παλιό μου φίλο.",
      })
  void readsWhatProgramsWroteBeforeUtf8(String set, String language, String text) {
    byte[] utf8 = CharacterSet.toUtf8(text.getBytes(Charset.forName(set)), language);

    assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(text);
  }
}
