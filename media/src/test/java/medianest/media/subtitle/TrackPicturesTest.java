package medianest.media.subtitle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import medianest.media.TestMedia;
import medianest.media.io.ByteRecord;
import medianest.media.io.Bytes;
import medianest.media.io.FileSource;
import medianest.media.io.MediaException;
import medianest.media.io.MemorySource;
import medianest.media.mkv.MkvIndex;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that others wrote, and pictures that others draw. */
final class TrackPicturesTest {

  private static final long SECOND = 90_000;
  private static final long WINDOW_US = 60_000_000;
  private static final int WIDTH = 720;
  private static final int HEIGHT = 576;
  private static final int PIXELS = WIDTH * HEIGHT;

  @TempDir private Path folder;

  /** The writer of Matroska compresses these by itself. */
  @Test
  void aTrackOfMatroskaHasWhatTheFileHas() throws IOException {
    assumeInstalled("ffmpeg");
    assumeInstalled("mkvmerge");
    byte[] sup =
        new MadePgs()
            .box(2 * SECOND, 8, 200)
            .clear(4 * SECOND)
            .box(50 * SECOND, 60, 100)
            .composition(62 * SECOND, 0, 0, 1)
            .palette(62 * SECOND, 0, 120)
            .end(62 * SECOND)
            .clear(70 * SECOND)
            .box(100 * SECOND, 8, 9)
            // So long that the epoch begins before what is looked at first.
            .composition(150 * SECOND, 0, 0, 1)
            .palette(150 * SECOND, 0, 90)
            .end(150 * SECOND)
            .clear(175 * SECOND)
            // Of which one finds only the end at first.
            .box(200 * SECOND, 8, 70)
            .clear(235 * SECOND)
            .file();
    Path file = Files.write(folder.resolve("made.sup"), sup);
    Path matroska = folder.resolve("made.mkv");
    run("mkvmerge -q -o", matroska, film(), file);
    SupIndex sups = SupIndex.of(new MemorySource(sup));
    try (FileSource source = FileSource.open(matroska)) {
      MkvIndex index = MkvIndex.of(source);
      Track track = index.tracks().getLast();
      assertThat(TrackPictures.readable(track)).isTrue();
      for (int n : List.of(0, 1, 3)) {
        Bytes window =
            TrackPictures.window(index, source, track, n * WINDOW_US, (n + 1) * WINDOW_US);
        assertThat(window)
            .as("window %s", n)
            .isEqualTo(sups.window(new MemorySource(sup), n * WINDOW_US, (n + 1) * WINDOW_US));
        assertThat(window.isEmpty()).isFalse();
      }
      for (long from : List.of(140_000_000L, 170_000_000L, 180_000_000L, 230_000_000L)) {
        long to = from + 12_000_000;
        Bytes late = TrackPictures.window(index, source, track, from, to);
        assertThat(late)
            .as("from %s", from)
            .isEqualTo(sups.window(new MemorySource(sup), from, to));
        assertThat(late.isEmpty()).isEqualTo(from == 180_000_000);
      }
    }
  }

  @Test
  void subpicturesAreDrawnAsTheyAreElsewhere() throws IOException {
    assumeInstalled("ffmpeg");
    assumeInstalled("mkvmerge");
    Path vobsub = vobsub();
    Path ours = folder.resolve("ours.sup");
    try (FileSource source = FileSource.open(vobsub)) {
      MkvIndex index = MkvIndex.of(source);
      Track track = index.tracks().getLast();
      assertThat(TrackPictures.readable(track)).isTrue();
      Files.write(ours, TrackPictures.window(index, source, track, 0, WINDOW_US).toArray());
    }
    byte[] theirs = drawn(vobsub);
    byte[] drawn = drawn(ours);
    int different = 0;
    int covered = 0;
    for (int i = 0; i < PIXELS; i++) {
      covered += Math.abs((theirs[i] & 0xff) - 128) > 20 ? 1 : 0;
      different += Math.abs((theirs[i] & 0xff) - (drawn[i] & 0xff)) > 2 ? 1 : 0;
    }
    assertThat(covered).isGreaterThan(20_000);
    assertThat(different).isZero();
  }

  @Test
  void aPairOfFilesHasWhatTheTrackHas() throws IOException {
    assumeInstalled("ffmpeg");
    assumeInstalled("mkvmerge");
    assumeInstalled("mkvextract");
    Path vobsub = vobsub();
    Path idx = folder.resolve("pair.idx");
    TestMedia.run("mkvextract", vobsub.toString(), "tracks", "1:" + idx);
    String text = Files.readString(idx);
    byte[] sub = Files.readAllBytes(folder.resolve("pair.sub"));
    // A second language, of which nothing is there.
    VobSubFile first = VobSubFile.of(text + "\nid: de, index: 1\n").getFirst();
    assertThat(VobSubFile.isOne(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(first.count()).isEqualTo(1);
    Bytes window = first.window(new MemorySource(sub), 0, WINDOW_US);
    try (FileSource source = FileSource.open(vobsub)) {
      MkvIndex index = MkvIndex.of(source);
      Track track = index.tracks().getLast();
      assertThat(window).isEqualTo(TrackPictures.window(index, source, track, 0, WINDOW_US));
    }
    assertThat(VobSubFile.of(text + text.replace("id: und, index: 0", "id: de, index: 1")))
        .extracting(VobSubFile::language)
        .containsExactly("und", "de");
    Random random = new Random(3);
    for (int i = 0; i < 3_000; i++) {
      byte[] bad = Arrays.copyOf(sub, random.nextInt(sub.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
        bad[random.nextInt(Math.min(bad.length, 60))] = (byte) random.nextInt(256);
      }
      try {
        first.window(new MemorySource(bad), 0, WINDOW_US);
      } catch (MediaException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  /** Runs of four colours in the lower part of the picture, from the first second to the third. */
  private Path vobsub() throws IOException {
    Random random = new Random(11);
    int[] lengths = {1, 2, 3, 7, 30, 63, 64, 100, 200};
    ByteRecord runs = new ByteRecord();
    for (int line = 0; line < 120; line++) {
      for (int x = 0; x < 400; ) {
        int length = Math.min(400 - x, lengths[random.nextInt(lengths.length)]);
        int colour = 1 + random.nextInt(3);
        if (length == 1) {
          runs.u8(colour);
        } else {
          runs.u8(0).u16(0xc000 | length).u8(colour);
        }
        x += length;
      }
      runs.u16(0);
    }
    ByteRecord palette = new ByteRecord();
    palette.u8(1).u8(235).u8(128).u8(128).u8(255).u8(2).u8(16).u8(128).u8(128).u8(255);
    palette.u8(3).u8(120).u8(128).u8(128).u8(255);
    PgsScreen.Part part =
        new PgsScreen.Part(160, 430, 400, 120, false, Bytes.EMPTY, runs.toBytes());
    PgsScreen screen = new PgsScreen(WIDTH, HEIGHT, palette.toBytes(), List.of(part));
    PgsStream stream = new PgsStream();
    stream.write(0, screen.cleared());
    stream.write(SECOND, screen);
    stream.write(3 * SECOND, screen.cleared());
    Path sup = Files.write(folder.resolve("source.sup"), stream.toBytes().toArray());
    Path bare = folder.resolve("bare.mkv");
    run("ffmpeg -v error -y -copyts -i", sup, "-c:s dvdsub -s 720x576", bare);
    Path vobsub = folder.resolve("vobsub.mkv");
    run("mkvmerge -q -o", vobsub, film(), bare);
    return vobsub;
  }

  /** Five minutes that the subtitles go with. */
  private Path film() throws IOException {
    Path film = folder.resolve("film.mkv");
    run("ffmpeg -v error -y -f lavfi -i color=gray:s=64x64:r=1:d=300 -c:v libx264 -g 10", film);
    return film;
  }

  /** Texts are several words, paths are one. */
  private static void run(Object... words) throws IOException {
    List<String> command = new ArrayList<>();
    for (Object each : words) {
      if (each instanceof Path path) {
        command.add(path.toString());
      } else {
        command.addAll(List.of(each.toString().split(" ", -1)));
      }
    }
    TestMedia.run(command.toArray(String[]::new));
  }

  /**
   * The brightness of each pixel where ffmpeg lays subtitles over grey, a moment after they came.
   */
  private byte[] drawn(Path subtitles) throws IOException {
    Path out = folder.resolve("drawn.gray");
    // Subtitles that are not told to end would go on for weeks: hence the number of pictures.
    run(
        "ffmpeg -v error -y -f lavfi -i color=gray:s=720x576:r=5:d=3 -copyts -i",
        subtitles,
        "-filter_complex [0:v][1:s]overlay -frames:v 12 -f rawvideo -pix_fmt gray",
        out);
    byte[] all = Files.readAllBytes(out);
    return Arrays.copyOfRange(all, 8 * PIXELS, 9 * PIXELS);
  }

  private static void assumeInstalled(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    assumeTrue(
        Stream.of(path.split(File.pathSeparator, -1))
            .anyMatch(each -> Files.isExecutable(Path.of(each, program))),
        program + " is not installed");
  }
}
