package medianest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import medianest.http.Caller;
import medianest.playback.Streams;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TicketsTest {

  private static final Caller MIA = new Caller("1", "mia", false, "s1");

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Set<String> sessions = new HashSet<>(Set.of("s1"));

  @Test
  void saysForWhomItWasMadeAndWhatItAllows() throws Exception {
    Tickets tickets = tickets();
    String sealed = issue(tickets);

    Ticket ticket = away(() -> tickets.find(sealed)).orElseThrow().ticket();

    assertThat(caller(tickets, sealed)).isEqualTo(MIA);
    assertThat(ticket.itemId()).isEqualTo("item");
    assertThat(ticket.version()).isEqualTo("v1");
    assertThat(ticket.offer())
        .isEqualTo(new Streams.Offer(Set.of(0, 3, 200), Set.of(1), 9, 6, Optional.of(3)));
  }

  @Test
  void isAnsweredFromMemoryOnlyWhereNobodyMayWait() throws Exception {
    Tickets tickets = tickets();
    String sealed = issue(tickets);

    assertThat(tickets.caller(sealed)).as("on this platform thread").isNull();
    assertThat(caller(tickets, sealed)).isEqualTo(MIA);
    assertThat(tickets.caller(sealed)).isEqualTo(MIA);
  }

  @Test
  void everyOtherBitBreaksTheSeal() throws Exception {
    Tickets tickets = tickets();
    byte[] bytes = Base64.getUrlDecoder().decode(issue(tickets));
    for (int bit = 0; bit < bytes.length * 8; bit += 3) {
      byte[] forged = bytes.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      String sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
      assertThat(caller(tickets, sealed)).as("bit %d", bit).isNull();
    }
  }

  @Test
  void nonsenseIsNoTicket() throws Exception {
    Tickets tickets = tickets();

    for (String text : new String[] {"", "x", "../../etc/passwd", "%00", "A".repeat(5000), "é"}) {
      assertThat(caller(tickets, text)).isNull();
    }
  }

  @Test
  void expiresAlsoWhileItIsRemembered() throws Exception {
    Tickets tickets = tickets();
    String sealed = issue(tickets);
    assertThat(caller(tickets, sealed)).isEqualTo(MIA);

    now = now.plus(Duration.ofHours(6));

    assertThat(caller(tickets, sealed)).isNull();
  }

  @Test
  void endsWithItsSession() throws Exception {
    Tickets tickets = tickets();
    String sealed = issue(tickets);
    assertThat(caller(tickets, sealed)).isEqualTo(MIA);

    sessions.clear();
    tickets.forget("s1");

    assertThat(caller(tickets, sealed)).isNull();
  }

  @Test
  void anotherInstallationHasAnotherSecret() throws Exception {
    String sealed = issue(tickets());
    Path other = Files.createDirectory(folder.resolve("other"));

    assertThat(caller(tickets(other), sealed)).isNull();
  }

  @Test
  void secretOutlivesARestartAndIsItsOwnersAlone() throws Exception {
    String sealed = issue(tickets());

    assertThat(caller(tickets(), sealed)).isEqualTo(MIA);
    assertThat(Files.getPosixFilePermissions(folder.resolve("ticket.secret")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void damagedSecretIsNotUsed() throws Exception {
    Files.write(folder.resolve("ticket.secret"), new byte[5]);

    assertThatThrownBy(this::tickets)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
  }

  private Tickets tickets() throws IOException {
    return tickets(folder);
  }

  private Tickets tickets(Path home) throws IOException {
    return Tickets.of(
        home,
        StreamConfig.defaults(),
        id -> sessions.contains(id) ? MIA : null,
        () -> now,
        Runnable::run);
  }

  private static String issue(Tickets tickets) {
    Streams.Offer offer = new Streams.Offer(Set.of(0, 3, 200), Set.of(1), 9, 6, Optional.of(3));
    return tickets.issue(MIA, "item", "v1", offer, tickets.expiry());
  }

  private static @Nullable Caller caller(Tickets tickets, String sealed) throws Exception {
    return away(() -> tickets.find(sealed)).map(Tickets.Known::caller).orElse(null);
  }

  /** On a virtual thread, as a request is handled that may wait. */
  private static <T> T away(Callable<T> task) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.submit(task).get();
    }
  }
}
