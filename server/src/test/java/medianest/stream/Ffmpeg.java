package medianest.stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs ffmpeg, as a judge and to make small films, for a bounded time. */
final class Ffmpeg {

  private static final int TIMEOUT_SECONDS = 60;

  private Ffmpeg() {}

  static void assumeInstalled() {
    boolean found = false;
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      found |= Files.isExecutable(Path.of(folder, "ffmpeg"));
    }
    assumeTrue(found, "no ffmpeg on the path");
  }

  /** What it writes to its standard output, by lines. */
  static List<String> run(List<String> arguments) throws IOException, InterruptedException {
    return run(arguments, TIMEOUT_SECONDS);
  }

  static List<String> run(List<String> arguments, int seconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
    command.addAll(arguments);
    Path out = Files.createTempFile("medianest-ffmpeg", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("ffmpeg hung: " + command);
      }
      return Files.readAllLines(out);
    } finally {
      Files.delete(out);
    }
  }

  /**
   * The brightness of each picture of what a playlist leads to, on average; {@code out} is written
   * over.
   */
  static byte[] brightness(String playlist, Path out) throws IOException, InterruptedException {
    run(
        List.of(
            "-i",
            playlist,
            "-map",
            "0:v",
            "-fps_mode",
            "passthrough",
            "-vf",
            "scale=1:1:flags=area,format=gray",
            "-f",
            "rawvideo",
            out.toString()));
    return Files.readAllBytes(out);
  }

  /** A film of twelve seconds with a key frame each second, in the container that the name says. */
  static Path film(Path file) throws IOException, InterruptedException {
    run(
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=320x180:rate=25:duration=12",
            "-f",
            "lavfi",
            "-i",
            "sine=frequency=440:sample_rate=48000:duration=12",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-bf",
            "2",
            "-g",
            "25",
            "-c:a",
            "aac",
            "-b:a",
            "64k",
            file.toString()));
    return file;
  }

  /** Size and hash of every packet by stream, in decode order. */
  static Map<Integer, List<String>> packets(List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(arguments);
    command.addAll(List.of("-c", "copy", "-f", "framehash", "-hash", "md5", "-"));
    Map<Integer, List<String>> streams = new TreeMap<>();
    for (String line : run(command)) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(",\\s*", -1);
        streams
            .computeIfAbsent(Integer.parseInt(parts[0].strip()), s -> new ArrayList<>())
            .add(parts[4] + " " + parts[5]);
      }
    }
    return streams;
  }
}
