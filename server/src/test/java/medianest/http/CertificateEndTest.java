package medianest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import medianest.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that was made for two days. */
class CertificateEndTest {

  private @TempDir Path folder;
  private final MovableClock clock = new MovableClock();

  private static Path certificate() {
    return Objects.requireNonNull(TestKeys.tls(HttpConfigs.loopback()).tls().certificate());
  }

  @Test
  void itIsSaidTwoWeeksBefore() {
    CertificateEnd end = CertificateEnd.of(certificate(), clock);
    assertThat(end.isSoon()).isTrue();
    clock.advance(Duration.ofDays(-11));
    assertThat(end.isSoon()).isTrue();
    clock.advance(Duration.ofDays(-2));
    assertThat(end.isSoon()).isFalse();
    clock.advance(Duration.ofDays(100));
    assertThat(end.isSoon()).isTrue();
  }

  @Test
  void aServerSaysItOfTheCertificateThatItShows() throws Exception {
    RouteTable none = new RouteTable();
    try (Running server = new Running(none, HttpConfigs.loopback(), HttpClient.Version.HTTP_2)) {
      assertThat(server.server.certificateEndsSoon()).isTrue();
    }
    try (Running server = new Running(none)) {
      assertThat(server.server.certificateEndsSoon()).isFalse();
    }
  }

  @Test
  void nothingIsSaidOfWhatCannotBeRead() throws Exception {
    Path broken = Files.writeString(folder.resolve("cert.pem"), "no certificate");
    assertThat(CertificateEnd.of(broken, clock).isSoon()).isFalse();
  }
}
