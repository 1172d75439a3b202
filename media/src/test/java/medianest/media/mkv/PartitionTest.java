package medianest.media.mkv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import medianest.media.codec.MediaKind;
import medianest.media.io.ByteSource;
import medianest.media.io.FileSource;
import medianest.media.io.MediaException;
import medianest.media.track.Samples;
import medianest.media.track.Track;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a track is cut into spans, they hold each of its samples once, in the same order. */
class PartitionTest {

  private static final int ROUNDS = 12;

  /** One sample with all that is known of it; of subtitles the end in place of the offset. */
  private record Sample(long offset, int size, long time, boolean key) {}

  static Stream<Path> files() throws IOException, InterruptedException {
    return Stream.concat(MadeMedia.files().stream(), SharedMedia.files().stream());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("files")
  void spansMakeUpTheTrack(Path file) throws IOException {
    Random random = new Random(file.getFileName().toString().hashCode());
    try (ByteSource source = FileSource.open(file)) {
      MkvIndex index = MkvIndex.of(source);
      for (Track track : index.tracks()) {
        List<Sample> whole = read(index, source, track, track.startTime(), track.endTime());
        for (int round = 0; round < ROUNDS; round++) {
          List<Sample> joined = new ArrayList<>();
          long from = track.startTime();
          for (long to : boundaries(index, track, random)) {
            joined.addAll(read(index, source, track, from, to));
            from = to;
          }
          assertThat(joined).as("track %s", track.number()).isEqualTo(whole);
        }
      }
    } catch (MediaException e) {
      assertThat(file.getFileName().toString())
          .as(e.getMessage())
          .isIn("subsample_encrypted_altref.webm", "zlib-sound.mkv");
    }
  }

  /** Some of the times at which a span may begin, and the end of the track. */
  private static List<Long> boundaries(MkvIndex index, Track track, Random random) {
    TreeSet<Long> times = new TreeSet<>();
    boolean video = track.format().codec().kind() == MediaKind.VIDEO;
    for (long entry : index.entryPoints(track)) {
      if (random.nextInt(3) > 0 && entry > track.startTime()) {
        times.add(entry);
      }
    }
    for (int i = random.nextInt(9); i > 0 && !video && track.endTime() > 0; i--) {
      long time = random.nextLong(track.startTime(), track.endTime() + 1);
      times.add(random.nextBoolean() ? time : index.firstAtOrAfter(track, time));
    }
    times.add(track.endTime());
    return List.copyOf(times);
  }

  private static List<Sample> read(
      MkvIndex index, ByteSource source, Track track, long from, long to) throws IOException {
    if (track.format().codec().kind() == MediaKind.TEXT) {
      return index.texts(source, track, from, to).stream()
          .map(text -> new Sample(text.end(), text.content().hashCode(), text.start(), true))
          .toList();
    }
    Samples samples = index.samples(source, track, from, to);
    assertThat(samples.byteCount())
        .as("bytes of track %s from %s to %s", track.number(), from, to)
        .isLessThanOrEqualTo(
            index.byteCount(track, from, to) + (long) samples.count() * samples.prefix().length());
    List<Sample> list = new ArrayList<>();
    for (int i = 0; i < samples.count(); i++) {
      list.add(new Sample(samples.offset(i), samples.size(i), samples.time(i), samples.key(i)));
    }
    return list;
  }
}
