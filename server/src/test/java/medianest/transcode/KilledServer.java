package medianest.transcode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import medianest.ffmpeg.Ffmpeg;
import medianest.ffmpeg.FfmpegConfig;

/** A process that encodes the beginning of a film, says so, and waits to be killed. */
final class KilledServer {

  private KilledServer() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    SmallFilm film = SmallFilm.open(Path.of(arguments[1]));
    Ffmpeg ffmpeg = Ffmpeg.find(FfmpegConfig.defaults(), folder.resolve("runs"));
    SegmentCache cache = SegmentCache.open(folder.resolve("cache"), 1L << 30);
    Transcoder transcoder =
        new Transcoder(ffmpeg, TranscodeConfig.defaults(), cache, Duration.ofMinutes(1));
    // The second is of the command that goes on to the end.
    transcoder.segment(film.source(), film.picture(), 0).close();
    transcoder.segment(film.source(), film.picture(), 1).close();
    // A segment that is being written.
    cache.write(new SegmentKey("film-mkv", film.picture().folder(), film.segments() - 1));
    System.out.println("encoding");
    new CountDownLatch(1).await();
  }
}
