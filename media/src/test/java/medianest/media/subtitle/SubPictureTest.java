package medianest.media.subtitle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import medianest.media.io.BrokenMedia;
import medianest.media.io.Bytes;
import medianest.media.io.RefusedMedia;
import org.junit.jupiter.api.Test;

final class SubPictureTest {

  private static final String IDX =
      """
      # VobSub index file, v7 (do not modify this line!)
      size: 720x480
      palette: 000000, ffffff, ff0000, 808080, 0, 0, 0, 0
      id: en, index: 0
      """;

  /** Four by two pixels at 10, 20 in two colours, for a second and a bit. */
  private static final byte[] UNIT =
      HexFormat.of()
          .parseHex(
              "00250007"
                  + "11"
                  + "0002"
                  + "0000001f"
                  + "01"
                  + "033210"
                  + "04fff0"
                  + "0500a00d014015"
                  + "0600040005"
                  + "ff"
                  + "0058001f02ff");

  private static final VobSubHead HEAD =
      VobSubHead.ofText(IDX.replace(", 0, 0, 0, 0", ", 000000".repeat(12)));

  @Test
  void showsItsBitmapForAsLongAsItSays() throws BrokenMedia {
    List<SubPicture.Step> steps = SubPicture.steps(Bytes.of(UNIT), HEAD);

    assertThat(steps).hasSize(2);
    PgsScreen shown = steps.getFirst().screen();
    assertThat(steps.getFirst().delay()).isZero();
    assertThat(shown.width()).isEqualTo(720);
    assertThat(shown.height()).isEqualTo(480);
    PgsScreen.Part part = shown.parts().getFirst();
    assertThat(List.of(part.x(), part.y(), part.width(), part.height()))
        .containsExactly(10, 20, 4, 2);
    assertThat(part.runs()).hasToString("008402" + "0000" + "008403" + "0000");
    // Transparent black; white, red and grey that cover.
    assertThat(shown.palette())
        .hasToString("0110808000" + "02eb8080ff" + "0351f05aff" + "047e8080ff");
    assertThat(steps.get(1).delay()).isEqualTo(0x58 * 1024);
    assertThat(steps.get(1).screen().empty()).isTrue();
  }

  @Test
  void takesWhatTheHeadLeavesOut() {
    VobSubHead bare = VobSubHead.ofText("no head at all");
    assertThat(bare.width()).isEqualTo(720);
    assertThat(bare.height()).isEqualTo(576);
    assertThat(bare.colour(15)).hasToString("eb8080");
    assertThat(VobSubHead.ofText("size: 9999x9999").width()).isEqualTo(720);
    byte[] colours = new byte[64];
    colours[5] = (byte) 0xeb;
    colours[6] = 3;
    colours[7] = 4;
    VobSubHead mp4 = VobSubHead.of(Bytes.of(colours), 480);
    assertThat(mp4.colour(1)).hasToString("eb0304");
    assertThat(mp4.height()).isEqualTo(480);
  }

  @Test
  void theNextEndsWhatTheLastStillHadToDo() throws RefusedMedia {
    List<Long> times = new ArrayList<>();
    SubPictureSteps steps = new SubPictureSteps(HEAD, (time, _) -> times.add(time));
    steps.add(1_000, Bytes.of(UNIT));
    steps.add(2_000, Bytes.of(UNIT));
    steps.add(3_000, Bytes.EMPTY);
    steps.end();
    assertThat(times).containsExactly(1_000L, 2_000L, 2_000L + 0x58 * 1024);
  }

  @Test
  void damageIsRefused() {
    assertThatThrownBy(() -> SubPicture.steps(Bytes.EMPTY, HEAD)).isInstanceOf(BrokenMedia.class);
    for (int length = 0; length < UNIT.length; length++) {
      readsOrRefuses(Arrays.copyOf(UNIT, length));
    }
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = UNIT.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      readsOrRefuses(bad);
    }
  }

  private static void readsOrRefuses(byte[] unit) {
    try {
      for (SubPicture.Step step : SubPicture.steps(Bytes.of(unit), HEAD)) {
        for (PgsScreen.Part part : step.screen().parts()) {
          assertThat(part.runs().length()).isLessThan(4096 * 4096);
        }
      }
    } catch (BrokenMedia e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
