package medianest.alerts;

import java.util.List;

/**
 * Settings under {@code alerts.mail}.
 *
 * @param to addresses; nothing is sent where there are none
 * @param from the sender's address
 * @param host the server that takes letters
 * @param port of it
 * @param security how the way to it is protected
 * @param user empty where the server asks for none
 * @param password of that user
 */
public record MailConfig(
    List<String> to,
    String from,
    String host,
    int port,
    Security security,
    String user,
    String password) {

  private static final int SUBMISSION = 587;

  /** How a connection is protected. */
  public enum Security {
    /** In clear at first, then TLS or nothing (RFC 3207). */
    STARTTLS,
    /** TLS from the first byte on (RFC 8314). */
    TLS,
    /** Not at all; for a server on the same machine. */
    NONE
  }

  public MailConfig {
    to = List.copyOf(to);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("alerts.mail.port must be between 1 and 65535.");
    }
    if (!to.isEmpty() && (host.isBlank() || from.isBlank())) {
      throw new IllegalArgumentException("alerts.mail needs host and from to send to anybody.");
    }
  }

  public static MailConfig defaults() {
    return new MailConfig(List.of(), "", "", SUBMISSION, Security.STARTTLS, "", "");
  }
}
