package medianest.db;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Initializes what the first connection and the first statement use, while the settings are read
 * and PostgreSQL starts: it is a tenth of a second that the start takes less.
 */
public final class FirstConnection {

  private static final Logger LOG = LoggerFactory.getLogger(FirstConnection.class);

  /** What SCRAM (RFC 7677) signs with. */
  private static final String SIGNATURE = "HmacSHA256";

  private FirstConnection() {}

  /** Begins; nobody waits for it. */
  public static void prepare() {
    Thread.ofVirtual().name("first-connection").start(FirstConnection::initialize);
  }

  private static void initialize() {
    try {
      Schema.load();
      Mac mac = Mac.getInstance(SIGNATURE);
      mac.init(new SecretKeySpec(new byte[32], SIGNATURE));
      mac.doFinal();
      new SecureRandom().nextInt();
      Jdbi.create(
              () -> {
                throw new SQLException("this one is never opened");
              })
          .getConfig();
    } catch (GeneralSecurityException e) {
      LOG.debug("The first connection is not prepared.", e);
    }
  }
}
