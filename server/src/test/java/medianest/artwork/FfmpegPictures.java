package medianest.artwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What tests make by ffmpeg to be looked at, and how bright it looks. */
final class FfmpegPictures {

  private FfmpegPictures() {}

  /** From 0 to 255, of green. */
  static double brightness(BufferedImage picture) {
    long sum = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        sum += picture.getRGB(x, y) >> 8 & 0xff;
      }
    }
    return (double) sum / picture.getWidth() / picture.getHeight();
  }

  /** By these arguments, the last of which is the file. */
  static void make(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("ffmpeg hung: " + command);
    }
    assertThat(process.exitValue()).isZero();
  }
}
