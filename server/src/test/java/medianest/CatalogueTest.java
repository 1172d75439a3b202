package medianest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import medianest.db.TestPostgres;
import medianest.users.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Libraries, lists, progress and uploads over HTTP, with files that others made. */
class CatalogueTest {

  private static final String PASSWORD = "a password of length";

  private static final Path DATA = TestPostgres.newDataFolder();

  @TempDir static Path temp;
  private static @Nullable RunningHouse running;
  private static String admin = "";
  private static String member = "";

  @BeforeAll
  static void start() throws Exception {
    RunningHouse started = new RunningHouse(DATA);
    running = started;
    started.nest.features().accounts().add("mia", Role.MEMBER, PASSWORD);
    admin = started.signIn("admin", RunningHouse.ADMIN_PASSWORD);
    member = started.signIn("mia", PASSWORD);
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void scansListsSearchesAndPages() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("films"));
    for (String name : List.of("Amélie (2001)", "The Matrix (1999)", "Film 2", "Film 10", "Нос")) {
      Files.copy(sample(), folder.resolve(name + ".mp4"));
    }
    Files.writeString(folder.resolve("Broken.mp4"), "no film at all");
    JsonNode library = added(folder, "films");

    JsonNode first = get(member, "/api/v1/media?limit=2&library=" + text(library, "id"));
    assertThat(titles(first)).containsExactly("Amélie", "Film 2");
    assertThat(first.get("total").asInt()).isEqualTo(5);
    JsonNode second =
        get(
            member,
            "/api/v1/media?limit=2&library="
                + text(library, "id")
                + "&cursor="
                + text(first, "next"));
    assertThat(titles(second)).containsExactly("Film 10", "The Matrix");
    JsonNode last =
        get(
            member,
            "/api/v1/media?limit=2&library="
                + text(library, "id")
                + "&cursor="
                + text(second, "next"));
    assertThat(titles(last)).containsExactly("Нос");
    assertThat(last.get("next").isNull()).isTrue();

    assertThat(titles(get(member, "/api/v1/media?query=ame"))).containsExactly("Amélie");
    assertThat(titles(get(member, "/api/v1/media?query=matrx"))).containsExactly("The Matrix");
    assertThat(titles(get(member, "/api/v1/media?query=" + encoded("носс"))))
        .containsExactly("Нос");
    assertThat(titles(get(member, "/api/v1/media?query=1999+mat"))).containsExactly("The Matrix");
    assertThat(titles(get(member, "/api/v1/media?query=zzzzzz"))).isEmpty();
    assertThat(titles(get(member, "/api/v1/media?query=" + encoded("' OR 1=1; -- & | ! <->"))))
        .isEmpty();
    for (String sort : List.of("title", "added", "duration", "size")) {
      assertThat(everyTitle(text(library, "id"), sort)).as(sort).hasSize(5).doesNotHaveDuplicates();
    }

    JsonNode item = first.get("items").get(0);
    assertThat(item.get("year").asInt()).isEqualTo(2001);
    assertThat(text(item, "kind")).isEqualTo("film");
    assertThat(text(item, "state")).isEqualTo("ready");
    assertThat(item.get("sizeBytes").asLong()).isEqualTo(Files.size(sample()));
    JsonNode detail = get(member, "/api/v1/media/" + text(item, "id"));
    assertThat(text(detail, "container")).isEqualTo("mp4");
    assertThat(text(detail.get("tracks").get(0), "codec")).isEqualTo("H.264");
    assertThat(detail.get("chapters").isArray()).isTrue();

    assertThat(text(get(member, "/api/v1/libraries/" + text(library, "id")), "path")).isEmpty();
    JsonNode problems = get(admin, "/api/v1/libraries/" + text(library, "id") + "/problems");
    assertThat(problems.get("items").size()).isEqualTo(1);
    assertThat(text(problems.get("items").get(0), "path")).isEqualTo("Broken.mp4");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() throws Exception {
    for (String path :
        List.of(
            "/api/v1/media?limit=0",
            "/api/v1/media?limit=201",
            "/api/v1/media?limit=x",
            "/api/v1/media?sort=password_hash",
            "/api/v1/media?kind=x",
            "/api/v1/media?cursor=x",
            "/api/v1/media?cursor=" + encoded("MSAyIDM"),
            "/api/v1/media?order=title",
            "/api/v1/media/download")) {
      assertThat(house().call("GET", path, member, null).statusCode()).as(path).isEqualTo(400);
    }
    for (String path :
        List.of(
            "/api/v1/media/x",
            "/api/v1/media/00000000-0000-7000-8000-000000000000",
            "/api/v1/media/download?id=..%2f..%2fetc%2fpasswd",
            "/api/v1/media/status?id=x",
            "/api/v1/libraries/x")) {
      assertThat(house().call("GET", path, member, null).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void remembersWhereAPersonIs() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("watched"));
    Files.copy(sample(), folder.resolve("Watched.mp4"));
    JsonNode library = added(folder, "home");
    String id =
        text(get(member, "/api/v1/media?library=" + text(library, "id")).get("items").get(0), "id");
    String path = "/api/v1/media/" + id + "/progress";

    JsonNode half = put(path, "{\"positionSeconds\": 50.5, \"durationSeconds\": 100}");
    assertThat(half.get("positionSeconds").asDouble()).isEqualTo(50.5);
    assertThat(half.get("played").asBoolean()).isFalse();
    assertThat(ids(get(member, "/api/v1/home").get("continueWatching"))).containsExactly(id);
    assertThat(ids(get(admin, "/api/v1/home").get("continueWatching"))).isEmpty();
    assertThat(ids(get(member, "/api/v1/home").get("latest"))).contains(id);
    assertThat(get(member, "/api/v1/media/" + id).get("watch").get("positionSeconds").asDouble())
        .isEqualTo(50.5);
    assertThat(get(admin, "/api/v1/media/" + id).get("watch").isNull()).isTrue();

    assertThat(
            put(path, "{\"positionSeconds\": 90, \"durationSeconds\": 100}")
                .get("played")
                .asBoolean())
        .isTrue();
    assertThat(ids(get(member, "/api/v1/home").get("continueWatching"))).isEmpty();
    assertThat(
            put(path, "{\"positionSeconds\": 0.5, \"durationSeconds\": 100}")
                .get("played")
                .asBoolean())
        .isTrue();

    assertThat(house().call("DELETE", path, member, null).statusCode()).isEqualTo(204);
    assertThat(get(member, "/api/v1/media/" + id).get("watch").isNull()).isTrue();
    assertThat(house().call("PUT", path, member, "{}").statusCode()).isEqualTo(400);
    assertThat(house().call("PUT", path, member, "{\"positionSeconds\": -1}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void takesAnUploadAndGivesItBack() throws Exception {
    byte[] film = Files.readAllBytes(sample());
    HttpResponse<String> answer = upload("My \"film\" é.mp4", film);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String id = text(RunningHouse.json(answer), "id");

    JsonNode status = ended(id);
    assertThat(text(status, "state")).isEqualTo("ready");
    assertThat(text(status, "fileName")).isEqualTo("My \"film\" é.mp4");
    assertThat(house().call("GET", "/api/v1/media/status?id=" + id, admin, null).statusCode())
        .isEqualTo(404);
    assertThat(text(get(member, "/api/v1/media/" + id), "title")).isEqualTo("My \"film\" é");
    assertThat(ids(get(member, "/api/v1/media/status").get("items"))).contains(id);

    String path = "/api/v1/media/download?id=" + id;
    HttpResponse<byte[]> whole = download(path);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(film);
    assertThat(whole.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(whole.headers().firstValue("content-type")).contains("video/mp4");
    assertThat(whole.headers().firstValue("content-disposition").orElseThrow())
        .startsWith("attachment;")
        .contains("filename*=UTF-8''My%20%22film%22%20%C3%A9.mp4");
    String etag = whole.headers().firstValue("etag").orElseThrow();
    HttpResponse<byte[]> part = download(path, "Range", "bytes=100-199", "If-Range", etag);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(film, 100, 200));
    assertThat(download(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(download(path, "Range", "bytes=999999999-").statusCode()).isEqualTo(416);

    JsonNode uploads = get(admin, "/api/v1/libraries").get("items");
    String library = text(uploads.get(uploads.size() - 1), "id");
    assertThat(
            house()
                .call("POST", "/api/v1/libraries/" + library + "/scan", admin, null)
                .statusCode())
        .isEqualTo(202);
    awaitScan(library);
    assertThat(text(get(member, "/api/v1/media/" + id), "title")).isEqualTo("My \"film\" é");
  }

  @Test
  void leavesNothingOfAnUploadThatItRefuses() throws Exception {
    List<String> before = stored();
    byte[] film = Files.readAllBytes(sample());
    assertProblem(
        upload("film.mkv", film), 415, "The content is MP4, but the name ends with .mkv.");
    assertProblem(
        upload("film.exe", film), 415, "The content is MP4, but the name ends with .exe.");
    assertProblem(
        upload("film.mp4", "MZ".repeat(500).getBytes(StandardCharsets.UTF_8)), 415, "known kind");
    assertProblem(upload("film.mp4", new byte[0]), 415, "empty");
    assertProblem(
        upload(
            "film.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8)),
        415,
        "picture");

    String cut = text(RunningHouse.json(upload("cut.mp4", Arrays.copyOf(film, 1000))), "id");
    JsonNode status = ended(cut);
    assertThat(text(status, "state")).isEqualTo("failed");
    assertThat(text(status, "reason")).isNotBlank();

    assertThat(stored()).isEqualTo(before);
    assertThat(house().call("GET", "/api/v1/media/" + cut, member, null).statusCode())
        .isEqualTo(404);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String sentence) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(text(RunningHouse.json(answer), "detail")).contains(sentence);
  }

  private static List<String> stored() throws IOException {
    Path folder = DATA.resolve("uploads");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static JsonNode ended(String id) throws Exception {
    while (true) {
      JsonNode status = get(member, "/api/v1/media/status?id=" + id);
      if (List.of("ready", "failed").contains(text(status, "state"))) {
        return status;
      }
      Thread.onSpinWait();
    }
  }

  private static HttpResponse<String> upload(String name, byte[] content) throws Exception {
    String boundary = "----medianest-test";
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name.replace("\"", "%22")
            + "\"\r\nContent-Type: video/mp4\r\n\r\n";
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/media/upload"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + member)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(content),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private static HttpResponse<byte[]> download(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + member);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    }
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + house().nest.port() + path);
  }

  private static List<String> everyTitle(String library, String sort) throws Exception {
    List<String> all = new ArrayList<>();
    String path = "/api/v1/media?limit=2&sort=" + sort + "&library=" + library;
    JsonNode page = get(member, path);
    all.addAll(titles(page));
    while (!page.get("next").isNull()) {
      page = get(member, path + "&cursor=" + text(page, "next"));
      all.addAll(titles(page));
    }
    return all;
  }

  private static JsonNode added(Path folder, String kind) throws Exception {
    HttpResponse<String> answer =
        house()
            .call(
                "POST",
                "/api/v1/libraries",
                admin,
                "{\"name\":\"Test\",\"kind\":\"" + kind + "\",\"path\":\"" + folder + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode library = RunningHouse.json(answer);
    awaitScan(text(library, "id"));
    return library;
  }

  private static void awaitScan(String library) throws Exception {
    while (text(get(admin, "/api/v1/libraries/" + library).get("scan"), "state")
        .equals("running")) {
      Thread.onSpinWait();
    }
  }

  private static JsonNode put(String path, String body) throws Exception {
    HttpResponse<String> answer = house().call("PUT", path, member, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return RunningHouse.json(answer);
  }

  private static JsonNode get(String token, String path) throws Exception {
    HttpResponse<String> answer = house().call("GET", path, token, null);
    assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
    return RunningHouse.json(answer);
  }

  private static List<String> titles(JsonNode page) {
    return page.get("items").valueStream().map(item -> text(item, "title")).toList();
  }

  private static List<String> ids(JsonNode items) {
    return items.valueStream().map(item -> text(item, "id")).toList();
  }

  private static String text(JsonNode node, String member) {
    return node.get(member).asString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static RunningHouse house() {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  private static Path sample() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      Path sample = folder.resolve("../shared/media/media3/mp4/sample.mp4").normalize();
      if (Files.exists(sample)) {
        return sample;
      }
    }
    assumeTrue(false, "no shared media");
    return here;
  }
}
