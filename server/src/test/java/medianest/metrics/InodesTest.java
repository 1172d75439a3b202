package medianest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with room for twenty files. */
class InodesTest {

  private static final int FILES = 20;

  private @TempDir Path folder;

  @Test
  void tellsHowManyFilesADiskHasAndCanHave() throws Exception {
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "nr_inodes=" + FILES, "tmpfs"), "may not mount");
    try {
      PrometheusRegistry registry = new PrometheusRegistry();
      ProcessMetrics.registerDisk(registry, folder);
      // The folder itself is one.
      assertThat(Inodes.of(folder)).isEqualTo(new Inodes(1, FILES));
      for (int i = 1; i < FILES; i++) {
        Files.createFile(folder.resolve("file" + i));
      }
      assertThat(new Exposition(registry).page(null).text().replace(".0\n", "\n"))
          .contains("disk_inodes_used " + FILES + "\n", "disk_inodes_limit " + FILES + "\n");
    } finally {
      assertThat(run("umount")).isTrue();
    }
  }

  @Test
  void knowsNothingOfAFolderThatIsNotThere() {
    assertThat(Inodes.of(folder.resolve("none"))).isEqualTo(new Inodes(0, 0));
  }

  private boolean run(String... words) throws IOException {
    String[] line = Arrays.copyOf(words, words.length + 1);
    line[words.length] = folder.toString();
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.onExit().orTimeout(10, TimeUnit.SECONDS).join().exitValue() == 0;
  }
}
