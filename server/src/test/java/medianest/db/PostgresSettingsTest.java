package medianest.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSettingsTest {

  private static final long MEGABYTE = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "10, 16384, 64",
    "100, 16384, 100",
    "100, 1024, 64",
    "2000, 8192, 256",
    "2000, 16384, 512",
    "2000, 262144, 512",
    "2000, 0, 64"
  })
  void holdsAsManyPagesAsAreStoredAndTheMachineCanSpare(long stored, long memory, long buffers) {
    assertThat(PostgresSettings.buffers(stored * MEGABYTE, memory * MEGABYTE))
        .isEqualTo(buffers * MEGABYTE);
  }
}
