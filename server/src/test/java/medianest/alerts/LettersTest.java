package medianest.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Letters to a real server for mail on the loopback. */
@Timeout(60)
class LettersTest {

  private static final Message MESSAGE =
      new Message("disk_full", "firing", "bad", "The disk is full.", "2026-01-01T00:00:00Z");

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Letters letters(MailConfig.Security security, String user, String password) {
    int port = server.getSmtp().getPort();
    return new Letters(
        new MailConfig(
            List.of("owner@example.org"),
            "nest@example.org",
            "127.0.0.1",
            port,
            security,
            user,
            password),
        Duration.ofMillis(100));
  }

  @Test
  void aLetterSaysWhatIsWrong() throws Exception {
    letters(MailConfig.Security.NONE, "", "").tell(MESSAGE);
    assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
    MimeMessage letter = server.getReceivedMessages()[0];
    assertThat(letter.getSubject()).isEqualTo("MediaNest: disk_full firing");
    assertThat(letter.getAllRecipients()[0]).hasToString("owner@example.org");
    assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(GreenMailUtil.getBody(letter))
        .contains("The disk is full.")
        .contains("firing since 2026-01-01T00:00:00Z");
  }

  @Test
  void nothingIsSentInClearWhereTlsIsAskedFor() throws Exception {
    letters(MailConfig.Security.STARTTLS, "", "").tell(MESSAGE);
    assertThat(server.waitForIncomingEmail(TimeUnit.SECONDS.toMillis(2), 1)).isFalse();
  }

  @Test
  void aServerThatKnowsItsUsersIsToldTheName() throws Exception {
    server.setUser("nest@example.org", "nest", "a-password");
    letters(MailConfig.Security.NONE, "nest", "a-password").tell(MESSAGE);
    assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
  }

  @Test
  void aServerThatIsBackSoonGetsItStill() throws Exception {
    Letters letters = letters(MailConfig.Security.NONE, "", "");
    int port = server.getSmtp().getPort();
    server.stop();
    letters.tell(MESSAGE);
    GreenMail again = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    try {
      again.start();
      assertThat(again.waitForIncomingEmail(20_000, 1)).isTrue();
    } finally {
      again.stop();
    }
  }
}
