package medianest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import medianest.db.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An upload that would take from the reserve of the disk is refused, counted, and leaves nothing.
 */
@Timeout(120)
class FullDiskTest {

  /** More than any disk has. */
  private static final String RESERVE = "4000000 TB";

  @Test
  void keepsItsReserve() throws Exception {
    Path data = TestPostgres.newDataFolder();
    try (RunningHouse house = new RunningHouse(data, Map.of("upload.reserveBytes", RESERVE));
        HttpClient client = HttpClient.newHttpClient()) {
      String token = house.signIn("admin", RunningHouse.ADMIN_PASSWORD);
      assertThatThrownBy(() -> SentFilm.of(1).send(client, house.nest.port(), token))
          .hasMessageContaining("507")
          .hasMessageContaining("The server's disk is full; the file was not kept.");
      assertThat(house.call("GET", "/metrics", token, null).body())
          .containsPattern("uploads_refused_for_space_total 1(\\.0)?\n");
      try (Stream<Path> left = Files.list(data.resolve("uploads"))) {
        assertThat(left).isEmpty();
      }
    }
  }
}
