package medianest.media.mkv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import medianest.media.codec.MediaKind;
import medianest.media.io.ByteSource;
import medianest.media.io.MediaException;
import medianest.media.io.MemorySource;
import medianest.media.track.Samples;
import medianest.media.track.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a file, nothing comes out but an answer or a {@link MediaException}. */
@Isolated("it bounds how long one file takes")
class DamageTest {

  private static final int RANDOM_CUTS = 200;
  private static final int MUTATIONS = 10_000;
  private static final int LARGEST_MUTATED = 1 << 20;
  private static final int MOST_CUTS_AT_ELEMENTS = 400;

  static Stream<Path> files() throws IOException, InterruptedException {
    return Stream.concat(MadeMedia.files().stream(), SharedMedia.files().stream());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("files")
  void survivesBeingCutOff(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(1);
    List<Integer> cuts = new ArrayList<>(elements(whole));
    for (int i = 0; i < RANDOM_CUTS; i++) {
      cuts.add(random.nextInt(whole.length));
    }
    for (int length : cuts) {
      byte[] cut = new byte[length];
      System.arraycopy(whole, 0, cut, 0, length);
      readAll(new MemorySource(cut));
    }
  }

  @Test
  void survivesMutations() throws IOException, InterruptedException {
    List<byte[]> originals = new ArrayList<>();
    for (Path file : files().toList()) {
      if (Files.size(file) <= LARGEST_MUTATED) {
        originals.add(Files.readAllBytes(file));
      }
    }
    Random random = new Random(2);
    int read = 0;
    for (int i = 0; i < MUTATIONS && !originals.isEmpty(); i++) {
      byte[] mutant = originals.get(i % originals.size()).clone();
      mutate(mutant, random);
      read += readAll(new MemorySource(mutant)) ? 1 : 0;
    }
    // Most mutations hit frames, so most files are read all the same.
    assertThat(read).isGreaterThanOrEqualTo(originals.isEmpty() ? 0 : MUTATIONS / 4);
  }

  /** Changes a few bytes, mostly in the head, where one byte says much. */
  private static void mutate(byte[] bytes, Random random) {
    for (int n = 1 + random.nextInt(8); n > 0; n--) {
      int reach = random.nextInt(3) == 0 ? bytes.length : Math.min(bytes.length, 8192);
      int at = random.nextInt(reach);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) 0xff;
        case 2 -> bytes[at] = 0;
        default -> bytes[at] = (byte) random.nextInt(256);
      }
    }
  }

  /** Where elements begin and end, as far as a plain walk gets. */
  private static List<Integer> elements(byte[] whole) throws IOException {
    List<Integer> found = new ArrayList<>();
    EbmlReader reader = new EbmlReader(new MemorySource(whole), 4096);
    while (found.size() < MOST_CUTS_AT_ELEMENTS && reader.next(whole.length)) {
      found.add((int) reader.start());
      boolean entered =
          Ids.topLevel(reader.id())
              || reader.id() == Ids.BLOCK_GROUP
              || reader.id() == Ids.TRACK_ENTRY
              || reader.id() == Ids.CUE_POINT;
      if (!entered) {
        reader.skip();
      }
    }
    return found;
  }

  /** Whether there was anything to read. */
  private static boolean readAll(ByteSource source) throws IOException {
    try {
      MkvIndex index = MkvIndex.of(source);
      for (Track track : index.tracks()) {
        readAll(index, source, track);
      }
      return true;
    } catch (MediaException e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    }
  }

  private static void readAll(MkvIndex index, ByteSource source, Track track) throws IOException {
    assertThat(index.entryPoints(track)).isSorted();
    index.firstAtOrAfter(track, track.endTime() / 2);
    index.byteCount(track, track.startTime(), track.endTime());
    if (track.format().codec().kind() == MediaKind.TEXT) {
      index.texts(source, track, track.startTime(), track.endTime());
      return;
    }
    Samples samples = index.samples(source, track, track.startTime(), track.endTime());
    for (int i = 0; i < samples.count(); i++) {
      assertThat(samples.offset(i) + samples.storedSize(i)).isLessThanOrEqualTo(source.length());
    }
  }
}
