package medianest.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSettingsTest {

  private static final long MEGABYTE = 1 << 20;

  @ParameterizedTest
  @CsvSource({"0, 64", "1024, 64", "2048, 64", "8192, 256", "16384, 512", "262144, 512"})
  void holdsAsManyPagesAsTheMachineCanSpare(long memory, long buffers) {
    assertThat(PostgresSettings.buffers(memory * MEGABYTE)).isEqualTo(buffers * MEGABYTE);
  }
}
