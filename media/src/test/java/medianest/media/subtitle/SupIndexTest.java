package medianest.media.subtitle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import medianest.media.io.BrokenMedia;
import medianest.media.io.ByteSource;
import medianest.media.io.Bytes;
import medianest.media.io.MediaException;
import medianest.media.io.MemorySource;
import org.junit.jupiter.api.Test;

final class SupIndexTest {

  private static final long SECOND = 90_000;
  private static final long SECOND_US = 1_000_000;

  /** What a reader would show: when, and the brightness of the first colour, or nothing. */
  private record Shown(long time, String what) {}

  @Test
  void aWindowBeginsWithWhatIsShownAlreadyAndEndsCleared() throws IOException {
    byte[] file =
        new MadePgs()
            .box(2 * SECOND, 8, 200)
            .clear(4 * SECOND)
            .box(50 * SECOND, 8, 100)
            .clear(70 * SECOND)
            .box(110 * SECOND, 8, 150)
            .file();
    assertThat(window(file, 0, 60))
        .containsExactly(
            new Shown(2 * SECOND, "200"),
            new Shown(4 * SECOND, ""),
            new Shown(50 * SECOND, "100"),
            new Shown(60 * SECOND, ""));
    assertThat(window(file, 60, 120))
        .containsExactly(
            new Shown(50 * SECOND, "100"),
            new Shown(70 * SECOND, ""),
            new Shown(110 * SECOND, "150"),
            new Shown(120 * SECOND, ""));
    assertThat(window(file, 10, 40)).isEmpty();
    assertThat(window(file, 4, 5)).isEmpty();
  }

  @Test
  void wordsThatFadeAreShownInEachOfTheirColours() throws IOException {
    MadePgs fading = new MadePgs().box(SECOND, 8, 10);
    for (int step = 1; step <= 12; step++) {
      fading.composition(SECOND + step, 0, 0, 1).palette(SECOND + step, 0, 10 + step);
      fading.end(SECOND + step);
    }
    byte[] file = fading.clear(3 * SECOND).file();

    List<Shown> shown = window(file, 0, 60);

    assertThat(shown).hasSize(14);
    for (int step = 0; step <= 12; step++) {
      assertThat(shown.get(step)).isEqualTo(new Shown(SECOND + step, "" + (10 + step)));
    }
    // The bitmap is written once for as many palettes as an epoch may have.
    Bytes written = SupIndex.of(source(file)).window(source(file), 0, 60 * SECOND_US);
    assertThat(count(written, 0x15)).isEqualTo(2);
    // From the middle of it one gets what those see who came earlier.
    assertThat(window(fading.file(), 2, 60).getFirst().what()).isEqualTo("22");
  }

  @Test
  void aBitmapThatTakesSeveralSegmentsStaysWhole() throws IOException {
    byte[] runs = new byte[150_000];
    new Random(1).nextBytes(runs);
    MadePgs large = new MadePgs().composition(SECOND, 0x80, 0, 1).palette(SECOND, 0, 9);
    byte[] first = new byte[11 + 60_000];
    System.arraycopy(
        new byte[] {0, 0, 0, (byte) 0x80, 2, 0x49, (byte) 0xf4, 1, 0, 1, 0}, 0, first, 0, 11);
    System.arraycopy(runs, 0, first, 11, 60_000);
    large.segment(SECOND, 0x15, first);
    for (int at = 60_000; at < runs.length; at += 45_000) {
      byte[] next = new byte[4 + 45_000];
      next[3] = (byte) (at + 45_000 == runs.length ? 0x40 : 0);
      System.arraycopy(runs, at, next, 4, 45_000);
      large.segment(SECOND, 0x15, next);
    }
    byte[] file = large.end(SECOND).clear(2 * SECOND).file();

    Bytes window = SupIndex.of(source(file)).window(source(file), 0, 60 * SECOND_US);

    List<PgsScreen> screens = new ArrayList<>();
    PgsEpoch epoch = new PgsEpoch((_, screen) -> screens.add(screen));
    read(window, epoch);
    assertThat(screens.getFirst().parts().getFirst().runs()).isEqualTo(Bytes.of(runs));
  }

  @Test
  void readsOnlyTheHeadsForItsIndex() throws IOException {
    MadePgs many = new MadePgs();
    for (int i = 0; i < 100; i++) {
      many.composition(i * SECOND, 0x80, 0, 1).palette(i * SECOND, 0, 1);
      many.segment(i * SECOND, 0x15, new byte[65_000]).end(i * SECOND);
    }
    byte[] file = many.file();
    long[] read = new long[1];
    ByteSource counting = counting(file, read);
    SupIndex index = SupIndex.of(counting);
    assertThat(index.count()).isEqualTo(100);
    assertThat(read[0]).isLessThan(file.length / 10);
  }

  @Test
  void onlyAFileOfThemIsOne() {
    assertThat(SupIndex.isOne("PG".getBytes(java.nio.charset.StandardCharsets.US_ASCII))).isTrue();
    assertThat(SupIndex.isOne(new byte[] {'P'})).isFalse();
    assertThat(SupIndex.isOne(new byte[] {1, 2, 3})).isFalse();
    assertThatThrownBy(() -> SupIndex.of(source(new byte[100]))).isInstanceOf(BrokenMedia.class);
    assertThatThrownBy(() -> SupIndex.of(source(new byte[0]))).isInstanceOf(BrokenMedia.class);
  }

  /** Whatever is cut off or flipped, there is an answer or the refusal of the package. */
  @Test
  void damageIsRefusedOrLeftOut() throws IOException {
    byte[] good =
        new MadePgs()
            .box(SECOND, 8, 200)
            .composition(2 * SECOND, 0, 0, 1)
            .palette(2 * SECOND, 0, 3)
            .end(2 * SECOND)
            .clear(3 * SECOND)
            .box(4 * SECOND, 20, 100)
            .clear(5 * SECOND)
            .file();
    for (int length = 0; length < good.length; length++) {
      answersOrRefuses(Arrays.copyOf(good, length));
    }
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      answersOrRefuses(bad);
    }
  }

  @Test
  void noLieMakesItLarge() throws IOException {
    byte[] bitmap = new byte[60_000];
    System.arraycopy(new byte[] {0, 0, 0, (byte) 0xc0, 0, 0, 99, 0, 9, 0, 9}, 0, bitmap, 0, 11);
    MadePgs bomb = new MadePgs().composition(SECOND, 0x80, 0, 1).palette(SECOND, 0, 1);
    bomb.segment(SECOND, 0x15, bitmap).end(SECOND);
    for (int i = 1; i < 3_000; i++) {
      bomb.composition(SECOND + i, 0, 0, 1).end(SECOND + i);
    }
    byte[] file = bomb.file();
    assertThatThrownBy(() -> SupIndex.of(source(file)).window(source(file), 0, 60 * SECOND_US))
        .isInstanceOf(MediaException.class);
    byte[] huge =
        new MadePgs()
            .composition(SECOND, 0x80, 0, 1)
            .palette(SECOND, 0, 1)
            .segment(SECOND, 0x15, new byte[] {0, 0, 0, -64, -1, -1, -1, -1, -1, -1, -1})
            .end(SECOND)
            .box(2 * SECOND, 8, 5)
            .file();
    assertThat(window(huge, 0, 60))
        .containsExactly(new Shown(2 * SECOND, "5"), new Shown(60 * SECOND, ""));
  }

  private static void answersOrRefuses(byte[] file) throws IOException {
    try {
      SupIndex index = SupIndex.of(source(file));
      for (long from : new long[] {0, 2 * SECOND_US, 4 * SECOND_US + 1}) {
        read(index.window(source(file), from, from + 60 * SECOND_US), new PgsEpoch((_, _) -> {}));
      }
    } catch (MediaException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static List<Shown> window(byte[] file, long from, long to) throws IOException {
    Bytes window = SupIndex.of(source(file)).window(source(file), from * SECOND_US, to * SECOND_US);
    List<Shown> shown = new ArrayList<>();
    read(
        window,
        new PgsEpoch((time, screen) -> {
          assertThat(screen.width()).isEqualTo(100);
          String colour = screen.empty() ? "" : String.valueOf(screen.palette().at(1));
          shown.add(new Shown(time, colour));
        }));
    return shown;
  }

  /** Reads a file from its start to its end, as strictly as a player. */
  static void read(Bytes file, PgsEpoch epoch) throws IOException {
    int at = 0;
    while (at < file.length()) {
      assertThat(file.slice(at, at + 2)).isEqualTo(Bytes.of(new byte[] {'P', 'G'}));
      long time = 0;
      for (int i = 2; i < 6; i++) {
        time = time << 8 | file.at(at + i);
      }
      int length = 3 + (file.at(at + 11) << 8 | file.at(at + 12));
      epoch.read(time, file.slice(at + 10, at + 10 + length));
      at += 10 + length;
    }
    epoch.end();
    assertThat(epoch.missed(0)).isFalse();
  }

  private static int count(Bytes file, int type) {
    int count = 0;
    for (int at = 0; at < file.length(); ) {
      count += file.at(at + 10) == type ? 1 : 0;
      at += 13 + (file.at(at + 11) << 8 | file.at(at + 12));
    }
    return count;
  }

  private static MemorySource source(byte[] file) {
    return new MemorySource(file);
  }

  private static ByteSource counting(byte[] file, long[] read) {
    MemorySource memory = source(file);
    return new ByteSource() {
      @Override
      public long length() {
        return memory.length();
      }

      @Override
      public void read(long position, java.nio.ByteBuffer target) throws IOException {
        read[0] += target.remaining();
        memory.read(position, target);
      }

      @Override
      public void close() {}
    };
  }
}
