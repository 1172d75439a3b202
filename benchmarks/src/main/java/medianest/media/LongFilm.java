package medianest.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a film of two hours with small pictures, which costs a demuxer what one with large pictures
 * does: H.264 with a key frame every two seconds, and stereo AAC.
 */
final class LongFilm {

  private static final int REPEATS = 719;

  private LongFilm() {}

  /**
   * @param extension names the container, as {@code mp4} or {@code mkv}
   */
  static Path make(Path folder, String extension) throws IOException, InterruptedException {
    Path part = folder.resolve("part.mp4");
    Path film = folder.resolve("film." + extension);
    ffmpeg(
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=160x90:rate=24:duration=10",
            "-f",
            "lavfi",
            "-i",
            "sine=frequency=440:sample_rate=48000:duration=10",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-bf",
            "2",
            "-g",
            "48",
            "-pix_fmt",
            "yuv420p",
            "-c:a",
            "aac",
            "-ac",
            "2",
            part.toString()));
    ffmpeg(
        List.of(
            "-stream_loop",
            Integer.toString(REPEATS),
            "-i",
            part.toString(),
            "-c",
            "copy",
            film.toString()));
    Files.delete(part);
    return film;
  }

  private static void ffmpeg(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
    command.addAll(arguments);
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("ffmpeg could not make the film");
    }
  }
}
