package medianest.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import medianest.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Segments are kept within bounds, of the cache and of the disk, and over restarts. */
@Timeout(60)
final class SegmentCacheTest {

  private static final int BOUND = 1 << 20;
  private static final int SEGMENT = 100_000;

  private @TempDir Path folder;

  private static SegmentKey key(int number) {
    return new SegmentKey("film", "t1-v720", number);
  }

  private static ByteBuffer segment() {
    return ByteBuffer.allocate(SEGMENT);
  }

  private static boolean has(SegmentCache cache, int number) throws IOException {
    try (FileChannel open = cache.find(key(number))) {
      return open != null && open.size() == SEGMENT;
    }
  }

  private static long onDisk(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    }
  }

  @Test
  void leavesOutWhatWasNotAskedForTheLongest() throws Exception {
    SegmentCache cache = SegmentCache.open(folder, BOUND);
    for (int i = 0; i < 10; i++) {
      cache.put(key(i), segment());
    }
    assertThat(has(cache, 0)).isTrue();
    cache.put(key(10), segment());
    assertThat(has(cache, 0)).isTrue();
    assertThat(has(cache, 1)).isFalse();
    assertThat(cache.bytes()).isEqualTo(onDisk(folder)).isLessThanOrEqualTo(BOUND);
  }

  @Test
  void neverPassesItsBoundWhileManyWrite() throws Exception {
    SegmentCache cache = SegmentCache.open(folder, BOUND);
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService writers = Executors.newFixedThreadPool(8);
        ExecutorService watcher = Executors.newSingleThreadExecutor()) {
      Future<Long> most = watcher.submit(() -> most(cache, over));
      List<Future<?>> written = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        int number = i % 60;
        written.add(
            writers.submit(() -> {
              cache.put(key(number), segment());
              return number;
            }));
      }
      for (Future<?> each : written) {
        each.get();
      }
      over.set(true);
      assertThat(most.get()).isPositive().isLessThanOrEqualTo(BOUND);
    }
    assertThat(cache.bytes()).isEqualTo(onDisk(folder)).isPositive();
  }

  private static long most(SegmentCache cache, AtomicBoolean over) {
    long most = 0;
    while (!over.get()) {
      most = Math.max(most, cache.bytes());
    }
    return most;
  }

  @Test
  void refusesWhatHasNoRoomBesideWhatIsBeingWritten() throws Exception {
    SegmentCache cache = SegmentCache.open(folder, BOUND);
    try (SegmentCache.Writing film = cache.write(key(SegmentKey.WHOLE))) {
      film.write(ByteBuffer.allocate(BOUND - SEGMENT / 2));
      assertThatThrownBy(() -> cache.put(key(1), segment())).isInstanceOf(IOException.class);
      assertThat(cache.bytes()).isLessThanOrEqualTo(BOUND);
    }
    assertThat(cache.bytes()).isZero();
    cache.put(key(1), segment());
    assertThat(has(cache, 1)).isTrue();
  }

  @Test
  void keepsWhatIsWholeOverARestartAndNothingElse() throws Exception {
    SegmentCache before = SegmentCache.open(folder, BOUND);
    before.put(key(1), segment());
    Path half = folder.resolve("film/t1-v720/7.part");
    Files.write(half, new byte[1000]);
    SegmentCache after = SegmentCache.open(folder, BOUND);
    assertThat(has(after, 1)).isTrue();
    assertThat(half).doesNotExist();
    assertThat(after.bytes()).isEqualTo(SEGMENT);
    assertThat(SegmentCache.open(folder, SEGMENT / 2).bytes()).isZero();
  }

  /** A real disk that is full: nothing half is kept, and it goes on when there is room again. */
  @Test
  void leavesRoomOnTheDiskAndSurvivesAFullOne() throws Exception {
    try (SmallDisk _ = SmallDisk.mount(folder, "size=2m")) {
      SegmentCache cache = SegmentCache.open(folder.resolve("cache"), 1L << 30);
      for (int i = 0; i < 40; i++) {
        cache.put(key(i), segment());
      }
      assertThat(has(cache, 39)).isTrue();
      assertThat(Files.getFileStore(folder).getUsableSpace()).isGreaterThan(2 << 20 >> 5);
      Path other = folder.resolve("other");
      assertThatThrownBy(() -> Files.write(other, new byte[4 << 20]))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> fill(cache)).isInstanceOf(IOException.class);
      assertThat(cache.bytes()).isEqualTo(onDisk(folder.resolve("cache")));
      Files.delete(other);
      cache.put(key(50), segment());
      assertThat(has(cache, 50)).isTrue();
    }
  }

  /** More than can be made room for. */
  private static void fill(SegmentCache cache) throws IOException {
    try (SegmentCache.Writing film = cache.write(key(SegmentKey.WHOLE))) {
      for (int i = 0; i < 40; i++) {
        film.write(segment());
      }
      film.commit();
    }
  }
}
