package medianest.media.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs ffmpeg as a judge, for a bounded time. */
final class Ffmpeg {

  private static final int TIMEOUT_SECONDS = 60;

  /**
   * How it ended.
   *
   * @param errors what it had to say at the level of errors
   */
  record Verdict(int exitStatus, List<String> output, String errors) {}

  private Ffmpeg() {}

  static void assumeInstalled() {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean found = false;
    for (String folder : path.split(":", -1)) {
      found |= Files.isExecutable(Path.of(folder, "ffmpeg"));
    }
    assumeTrue(found, "no ffmpeg on the path");
  }

  static Verdict run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error"));
    command.addAll(arguments);
    Path out = Files.createTempFile("medianest-ffmpeg", ".out");
    Path err = Files.createTempFile("medianest-ffmpeg", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("ffmpeg hung: " + command);
      }
      return new Verdict(process.exitValue(), Files.readAllLines(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
