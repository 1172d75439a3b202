package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import medianest.db.Database;
import medianest.db.TestPostgres;
import medianest.library.ItemId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * What becomes of uploads when the server ends in their midst: whatever was acknowledged is there
 * with all its bytes, and nothing is shown as ready that is not.
 */
@Timeout(120)
class UploadRecoveryTest {

  private static final int ENOUGH = 60;

  private final Path data = TestPostgres.newDataFolder();
  private final Path folder = data.resolve("uploads");
  private final HttpClient client = HttpClient.newHttpClient();
  private RunningHouse house;
  private String token = "";

  UploadRecoveryTest() throws Exception {
    house = new RunningHouse(data);
  }

  @BeforeEach
  void signIn() throws Exception {
    token = house.signIn("admin", RunningHouse.ADMIN_PASSWORD);
  }

  @AfterEach
  void stop() {
    house.close();
    client.close();
  }

  /** The row and the content were under way to the disk when the power went. */
  @Test
  void takesWhatIsWholeAndNothingElse() throws Exception {
    // There is a first one, which makes the folder and the library.
    sent(0);
    SentFilm film = SentFilm.of(1);
    UUID whole = row("processing", film);
    Files.write(part(whole), film.content());
    UUID cut = row("processing", film);
    Files.write(part(cut), Arrays.copyOf(film.content(), film.content().length - 1));
    UUID zeros = row("processing", film);
    Files.write(part(zeros), new byte[film.content().length]);
    UUID gone = row("processing", film);
    UUID named = row("processing", film);
    Files.write(folder.resolve(named + ".mp4"), film.content());
    UUID coming = row("receiving", film);
    Files.write(part(coming), film.content());
    UUID unknown = ItemId.next(house.clock).value();
    Files.write(part(unknown), film.content());

    restart();

    for (UUID good : new UUID[] {whole, named}) {
      assertThat(ended(good)).isEqualTo("ready");
      assertThat(content(good)).isEqualTo(film.content());
    }
    for (UUID bad : new UUID[] {cut, zeros, gone, coming}) {
      assertThat(ended(bad)).isEqualTo("failed");
      assertThat(files(bad)).isEmpty();
    }
    assertThat(files(unknown)).isEmpty();
    assertThat(house.call("GET", "/api/v1/media/status?id=" + unknown, token, null).statusCode())
        .isEqualTo(404);
    assertThat(total()).isEqualTo(3);
    // One was still coming, which is nobody's fault.
    assertThat(house.nest.features().uploads().brokenLately()).isEqualTo(3);
    assertThat(house.call("GET", "/metrics", token, null).body())
        .containsPattern("uploads_broken_lately 3");
    house.clock.advance(Duration.ofHours(25));
    assertThat(house.nest.features().uploads().brokenLately()).isZero();
  }

  @Test
  void findsAFileAgainWhoseNameWasLost() throws Exception {
    UUID id = sent(1);
    Files.move(folder.resolve(id + ".mp4"), part(id));

    restart();

    assertThat(content(id)).isEqualTo(SentFilm.of(1).content());
    assertThat(files(id)).containsExactly(id + ".mp4");
  }

  @Test
  void makesNoSecondItemWhereOnlyTheStateWasLost() throws Exception {
    UUID id = sent(1);
    assertThat(total()).isEqualTo(1);
    database()
        .run(handle ->
            handle.execute(
                "/* upload.back */ UPDATE upload SET state = 'processing' WHERE id = ?", id));

    restart();

    assertThat(ended(id)).isEqualTo("ready");
    assertThat(total()).isEqualTo(1);
    assertThat(content(id)).isEqualTo(SentFilm.of(1).content());
  }

  /** Neither item nor state is waited for, so both may be gone. */
  @Test
  void makesTheItemAgainWhereItWasLost() throws Exception {
    UUID id = sent(1);
    database().run(handle -> handle.execute("/* item.lose */ DELETE FROM item WHERE id = ?", id));
    database()
        .run(handle ->
            handle.execute(
                "/* upload.back */ UPDATE upload SET state = 'processing' WHERE id = ?", id));

    restart();

    assertThat(ended(id)).isEqualTo("ready");
    assertThat(total()).isEqualTo(1);
    assertThat(content(id)).isEqualTo(SentFilm.of(1).content());
  }

  @Test
  void losesNothingThatItAcknowledgedWhenItIsKilled() throws Exception {
    house.close();
    Map<UUID, Integer> taken = takenUntilKilled();
    assertThat(taken).hasSizeGreaterThanOrEqualTo(ENOUGH);

    house = new RunningHouse(data);
    token = house.signIn("admin", RunningHouse.ADMIN_PASSWORD);

    for (Map.Entry<UUID, Integer> each : taken.entrySet()) {
      assertThat(ended(each.getKey())).isEqualTo("ready");
      assertThat(content(each.getKey())).isEqualTo(SentFilm.of(each.getValue()).content());
    }
    // The newest hundred, among them what no client was told of; the name tells the film.
    for (JsonNode each : json("/api/v1/media/status").get("items").valueStream().toList()) {
      UUID id = UUID.fromString(each.get("id").asString());
      String number = each.get("fileName").asString().replaceAll("Film (\\d+)\\.mp4", "$1");
      if (ended(id).equals("ready")) {
        assertThat(content(id)).isEqualTo(SentFilm.of(Integer.parseInt(number)).content());
      }
    }
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
    }
  }

  /** What a server said it took before it was killed, by id, with the numbers of the films. */
  private Map<UUID, Integer> takenUntilKilled() throws Exception {
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledHouse.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<UUID, Integer> taken = new HashMap<>();
    try (BufferedReader lines = server.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length == 3 && words[0].equals("took")) {
          taken.put(UUID.fromString(words[1]), Integer.valueOf(words[2]));
        }
        if (taken.size() == ENOUGH) {
          // Not by the process itself, which would close what it had yet to say.
          server.toHandle().destroyForcibly();
        }
      }
    } finally {
      server.destroyForcibly().waitFor();
    }
    return taken;
  }

  private UUID sent(int number) throws Exception {
    UUID id = UUID.fromString(SentFilm.of(number).send(client, house.nest.port(), token));
    assertThat(ended(id)).isEqualTo("ready");
    return id;
  }

  /** A row as the last process left it. */
  private UUID row(String state, SentFilm film) {
    UUID id = ItemId.next(house.clock).value();
    CRC32C crc = new CRC32C();
    crc.update(film.content());
    database()
        .run(handle ->
            handle.execute(
                "/* upload.craft */ INSERT INTO upload (id, account_id, file_name, stored_name,"
                    + " bytes, crc32c, state, created_at) SELECT ?, id, ?, ?, ?, ?, ?, now() FROM"
                    + " account",
                id,
                film.name(),
                state.equals("receiving") ? null : id + ".mp4",
                film.content().length,
                crc.getValue(),
                state));
    return id;
  }

  private Database database() {
    return house.nest.features().home().database();
  }

  private void restart() throws Exception {
    house.close();
    house = new RunningHouse(data);
    token = house.signIn("admin", RunningHouse.ADMIN_PASSWORD);
  }

  private Path part(UUID id) {
    return folder.resolve(id + ".part");
  }

  private Stream<String> files(UUID id) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(id.toString()))
          .toList()
          .stream();
    }
  }

  private String ended(UUID id) throws Exception {
    while (true) {
      String state = json("/api/v1/media/status?id=" + id).get("state").asString();
      if (state.equals("ready") || state.equals("failed")) {
        return state;
      }
      Thread.onSpinWait();
    }
  }

  private int total() throws Exception {
    return json("/api/v1/media?limit=1").get("total").asInt();
  }

  private JsonNode json(String path) throws Exception {
    return RunningHouse.json(house.call("GET", path, token, null));
  }

  private byte[] content(UUID id) throws Exception {
    String path = "/api/v1/media/download?id=" + id;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + house.nest.port() + path))
            .header("Authorization", "Bearer " + token)
            .build();
    return client.send(request, BodyHandlers.ofByteArray()).body();
  }
}
