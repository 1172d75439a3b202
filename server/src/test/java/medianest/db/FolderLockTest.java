package medianest.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @TempDir Path folder;

  @Test
  void isHeldByOneServer() throws IOException {
    try (FolderLock lock = FolderLock.claim(folder)) {
      assertThat(lock).isNotNull();
      assertThat(FolderLock.claimed(folder)).isTrue();
      assertThatThrownBy(() -> FolderLock.claim(folder))
          .isInstanceOf(DatabaseProblem.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("already uses the data folder " + folder);
    }
    assertThat(FolderLock.claimed(folder)).isFalse();
    FolderLock.claim(folder).close();
  }

  @Test
  void makesTheFolder() throws IOException {
    Path deep = folder.resolve("a/b");
    FolderLock.claim(deep).close();
    assertThat(deep).isDirectory();
  }

  @Test
  void saysThatTheFolderCannotBeUsed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> FolderLock.claim(file))
        .isInstanceOf(DatabaseProblem.class)
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("--data");
  }
}
