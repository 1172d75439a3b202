package medianest.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import medianest.media.fmp4.MediaSegment;
import medianest.media.fmp4.PackagedTrack;
import medianest.media.io.FileSource;
import medianest.media.io.MediaException;
import medianest.media.io.UnsupportedMedia;
import medianest.media.probe.Probe;
import medianest.media.probe.Sniffed;
import medianest.media.segment.SegmentPlan;
import medianest.media.track.MediaIndex;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The steps from a file on the disk to a segment, for a film of two hours in the page cache. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MediaBenchmark {

  @Param({"mp4", "mkv"})
  public String container = "mp4";

  private Path folder = Path.of("");
  private @Nullable Opened opened;
  private int next;

  /** The film and what a server keeps of it. */
  private record Opened(FileSource film, MediaIndex index, SegmentPlan plan, PackagedTrack video) {}

  @Setup
  public void make() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("medianest-media");
    FileSource film = FileSource.open(LongFilm.make(folder, container));
    MediaIndex index = index(film);
    SegmentPlan plan = SegmentPlan.of(index);
    opened = new Opened(film, index, plan, new PackagedTrack(index, plan.tracks().getFirst()));
  }

  @TearDown
  public void delete() throws IOException {
    opened().film().close();
    Files.delete(folder.resolve("film." + container));
    Files.delete(folder);
  }

  /** What the first play of a file waits for: its type, its tables, its key frames (goal P3). */
  @Benchmark
  public MediaIndex openFile() throws IOException {
    return index(opened().film());
  }

  @Benchmark
  public SegmentPlan planSegments() throws MediaException {
    return SegmentPlan.of(opened().index());
  }

  @Benchmark
  public ByteBuffer writeInit() throws UnsupportedMedia {
    return opened().video().init();
  }

  /** One video segment after the other, without sending its samples. */
  @Benchmark
  public MediaSegment writeSegment() throws IOException {
    Opened now = opened();
    next = (next + 1) % now.plan().tracks().getFirst().count();
    return now.video().segment(now.film(), next);
  }

  private Opened opened() {
    return Objects.requireNonNull(opened);
  }

  private static MediaIndex index(FileSource film) throws IOException {
    return switch (Probe.open(film)) {
      case Sniffed.Indexed(MediaIndex index) -> index;
      case Sniffed.Known known -> throw new IOException("no index of " + known);
    };
  }
}
