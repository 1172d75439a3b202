package medianest.alerts;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people: a letter by SMTP to each address, tried three times. */
final class Letters {

  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
  private static final int TRIES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final MailConfig config;
  private final Duration pause;

  /**
   * Makes them.
   *
   * @param pause after the first try that failed; it grows with each
   */
  Letters(MailConfig config, Duration pause) {
    this.config = config;
    this.pause = pause;
  }

  void tell(Message message) {
    for (String each : config.to()) {
      Thread.ofVirtual().name("letter").start(() -> send(each, message));
    }
  }

  private void send(String to, Message message) {
    try {
      for (int i = 1; i <= TRIES; i++) {
        if (sent(to, message, i)) {
          return;
        }
        Thread.sleep(pause.multipliedBy(i));
      }
      LOG.error("The letter of an alert was not taken by {}.", config.host());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether another try is of no use: it was taken, or refused for good. */
  private boolean sent(String to, Message message, int attempt) {
    try {
      Transport.send(letter(to, message));
      return true;
    } catch (MessagingException e) {
      LOG.warn("{} did not take a letter (try {}): {}", config.host(), attempt, e.toString());
      return refused(e);
    }
  }

  /** Codes from 500 on will not be others the next time (RFC 5321, section 4.2.1). */
  private static boolean refused(MessagingException failure) {
    for (Exception at = failure;
        at instanceof MessagingException each;
        at = each.getNextException()) {
      int code =
          switch (each) {
            case SMTPSendFailedException whole -> whole.getReturnCode();
            case SMTPAddressFailedException address -> address.getReturnCode();
            default -> 0;
          };
      if (code >= 500) {
        return true;
      }
    }
    return false;
  }

  private MimeMessage letter(String to, Message message) throws MessagingException {
    MimeMessage letter = new MimeMessage(session());
    letter.setFrom(new InternetAddress(config.from(), true));
    letter.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to, true));
    letter.setSubject("MediaNest: " + message.alert() + " " + message.state(), "UTF-8");
    letter.setText(
        message.sentence()
            + "\n\n"
            + ("Alert " + message.alert() + " (" + message.severity() + "), ")
            + (message.state() + " since " + message.at() + ".\n"),
        "UTF-8");
    letter.setSentDate(Date.from(Instant.parse(message.at())));
    // Programs that answer letters by themselves leave these alone (RFC 3834, section 5).
    letter.setHeader("Auto-Submitted", "auto-generated");
    letter.saveChanges();
    return letter;
  }

  private Session session() {
    Properties settings = new Properties();
    String millis = Long.toString(PATIENCE.toMillis());
    settings.setProperty("mail.transport.protocol", "smtp");
    settings.setProperty("mail.smtp.host", config.host());
    settings.setProperty("mail.smtp.port", Integer.toString(config.port()));
    settings.setProperty("mail.smtp.connectiontimeout", millis);
    settings.setProperty("mail.smtp.timeout", millis);
    settings.setProperty("mail.smtp.writetimeout", millis);
    switch (config.security()) {
      case STARTTLS -> {
        settings.setProperty("mail.smtp.starttls.enable", "true");
        settings.setProperty("mail.smtp.starttls.required", "true");
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
      }
      case TLS -> {
        settings.setProperty("mail.smtp.ssl.enable", "true");
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
      }
      case NONE -> {}
    }
    if (config.user().isEmpty()) {
      return Session.getInstance(settings);
    }
    settings.setProperty("mail.smtp.auth", "true");
    return Session.getInstance(
        settings,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(config.user(), config.password());
          }
        });
  }
}
