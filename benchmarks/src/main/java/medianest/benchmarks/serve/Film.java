package medianest.benchmarks.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes an ordinary film: 1080p H.264 at 5 Mbit/s with a key frame every two seconds, and stereo
 * AAC, interleaved.
 */
public final class Film {

  private Film() {}

  /**
   * Ten minutes: twenty times the same half minute, since what is in the pictures does not matter
   * here.
   */
  public static Path make(Path folder) throws IOException, InterruptedException {
    Path part = folder.resolve("part.mp4");
    Path film = folder.resolve("film.mp4");
    run(
        List.of(
            "ffmpeg",
            "-v",
            "error",
            "-nostdin",
            "-y",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=1920x1080:rate=24:duration=30,noise=alls=12:allf=t",
            "-f",
            "lavfi",
            "-i",
            "sine=frequency=440:sample_rate=48000:duration=30",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-b:v",
            "5M",
            "-maxrate",
            "5M",
            "-bufsize",
            "10M",
            "-g",
            "48",
            "-sc_threshold",
            "0",
            "-pix_fmt",
            "yuv420p",
            "-c:a",
            "aac",
            "-b:a",
            "128k",
            part.toString()));
    run(
        List.of(
            "ffmpeg",
            "-v",
            "error",
            "-nostdin",
            "-y",
            "-stream_loop",
            "19",
            "-i",
            part.toString(),
            "-c",
            "copy",
            "-movflags",
            "+faststart",
            film.toString()));
    Files.delete(part);
    return film;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("ffmpeg could not make the film");
    }
  }
}
