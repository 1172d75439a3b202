package medianest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk with little room, which only root may mount; tests are skipped elsewhere. */
public record SmallDisk(Path folder) implements AutoCloseable {

  /**
   * Mounts it on a folder.
   *
   * @param bound as tmpfs knows it: size=2m, or nr_inodes=20
   */
  public static SmallDisk mount(Path folder, String bound) throws IOException {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", bound, "tmpfs", folder.toString()),
        "no right to mount a disk");
    return new SmallDisk(folder);
  }

  private static boolean run(String... line) throws IOException {
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.onExit().orTimeout(10, TimeUnit.SECONDS).join().exitValue() == 0;
  }

  @Override
  public void close() throws IOException {
    assertThat(run("umount", folder.toString())).isTrue();
  }
}
