package medianest.benchmarks.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A second of video as small as it can be, with its index in front. */
final class Second {

  private Second() {}

  static byte[] video(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve(".second.mp4");
    List<String> command =
        List.of(
            "ffmpeg",
            "-v",
            "error",
            "-nostdin",
            "-y",
            "-f",
            "lavfi",
            "-i",
            "color=c=black:size=1920x1080:rate=1:duration=1",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-pix_fmt",
            "yuv420p",
            "-movflags",
            "+faststart",
            file.toString());
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("ffmpeg could not make a second of video");
    }
    byte[] video = Files.readAllBytes(file);
    Files.delete(file);
    return video;
  }
}
