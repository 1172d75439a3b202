package medianest.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Until when clients believe the certificate that the server shows. It is read once, as the one
 * that is shown is: a file that was renewed since is of no use before the next start.
 */
final class CertificateEnd {

  private static final Logger LOG = LoggerFactory.getLogger(CertificateEnd.class);

  /** Those of Let's Encrypt are good for 90 days, and renewed when 30 are left. */
  private static final Duration SOON = Duration.ofDays(14);

  private final Instant end;
  private final InstantSource clock;

  private CertificateEnd(Instant end, InstantSource clock) {
    this.end = end;
    this.clock = clock;
  }

  /**
   * Reads it.
   *
   * @param file of PEM; null where the server speaks in clear text
   */
  static CertificateEnd of(@Nullable Path file, InstantSource clock) {
    return new CertificateEnd(file == null ? Instant.MAX : end(file), clock);
  }

  /** Of the chain the first that ends. */
  private static Instant end(Path file) {
    Instant end = Instant.MAX;
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        Instant its = ((X509Certificate) each).getNotAfter().toInstant();
        end = its.isBefore(end) ? its : end;
      }
    } catch (IOException | CertificateException e) {
      LOG.warn("When the certificate {} ends is not known: {}", file, e.toString());
    }
    return end;
  }

  boolean isSoon() {
    return clock.instant().isAfter(end.minus(SOON));
  }
}
