package medianest.library;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class WatchLimitTest {

  @Test
  void isTheWholeNumberOfTheKernel() throws Exception {
    String file = "/proc/sys/fs/inotify/max_user_watches";
    Assumptions.assumeTrue(Files.exists(Path.of(file)));
    Process cat = new ProcessBuilder("cat", file).start();
    String number = new String(cat.getInputStream().readAllBytes(), US_ASCII).strip();
    assertThat(WatchLimit.read()).hasValue(Integer.parseInt(number));
  }
}
