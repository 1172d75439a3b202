package medianest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import medianest.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with room for twenty files. */
class InodesTest {

  private static final int FILES = 20;

  private @TempDir Path folder;

  @Test
  void tellsHowManyFilesADiskHasAndCanHave() throws Exception {
    try (SmallDisk _ = SmallDisk.mount(folder, "nr_inodes=" + FILES)) {
      PrometheusRegistry registry = new PrometheusRegistry();
      ProcessMetrics.registerDisk(registry, folder);
      // The folder itself is one.
      assertThat(Inodes.of(folder)).isEqualTo(new Inodes(1, FILES));
      for (int i = 1; i < FILES; i++) {
        Files.createFile(folder.resolve("file" + i));
      }
      assertThat(new Exposition(registry::scrape).page(null).text().replace(".0\n", "\n"))
          .contains("disk_inodes_used " + FILES + "\n", "disk_inodes_limit " + FILES + "\n");
    }
  }

  @Test
  void knowsNothingOfAFolderThatIsNotThere() {
    assertThat(Inodes.of(folder.resolve("none"))).isEqualTo(new Inodes(0, 0));
  }
}
