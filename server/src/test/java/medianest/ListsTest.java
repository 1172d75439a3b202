package medianest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import medianest.db.TestPostgres;
import medianest.users.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Collections, playlists, people and letters over HTTP. */
class ListsTest {

  private static final String PASSWORD = "a password of length";
  private static final String MEDIA = "/api/v1/media";

  @TempDir static Path temp;
  private static @Nullable RunningHouse running;
  private static String admin = "";
  private static String member = "";
  private static String films = "";

  @BeforeAll
  static void start() throws Exception {
    RunningHouse started = new RunningHouse(TestPostgres.newDataFolder());
    running = started;
    started.nest.features().accounts().add("mia", Role.MEMBER, PASSWORD);
    admin = started.signIn("admin", RunningHouse.ADMIN_PASSWORD);
    member = started.signIn("mia", PASSWORD);
    film("Alder (2001)", "<set><name>Trees</name></set><actor><name>Ada Brandt</name></actor>");
    film("Birch (2003)", "<set>Trees</set><director>Ada Brandt</director>");
    film("Cedar (2005)", "<actor><name>Ada Brandtner</name></actor>");
    film("300 (2006)", "");
    film("Ähre (2009)", "");
    film("Ива (2010)", "");
    film("木 (2011)", "");
    put("shows/Forest (2012)/Season 1/Forest - S01E01 - One.avi");
    put("shows/Forest (2012)/Season 1/Forest - S01E02 - Two.avi");
    put("shows/Forest (2012)/Season 1/Forest - S01E03 - Three.avi");
    note(
        "shows/Forest (2012)/Season 1/Forest - S01E02 - Two.nfo",
        "<episodedetails><actor><name>Ada Brandt</name></actor></episodedetails>");
    films = library("films");
    library("shows");
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void notesAndPeopleMakeCollections() throws Exception {
    JsonNode trees = named(get("/api/v1/collections"), "Trees");
    assertThat(trees.get("itemCount").asInt()).isEqualTo(2);
    assertThat(trees.get("made").asBoolean()).isFalse();
    assertThat(titles(trees.get("covers"))).containsExactly("Alder", "Birch");

    String cedar = id("Cedar");
    String path = "/api/v1/collections/" + trees.get("id").asString();
    call(admin, "PUT", path + "/items/" + cedar, null, 204);
    call(admin, "PUT", path + "/items/" + cedar, null, 204);
    assertThat(get(path).get("itemCount").asInt()).isEqualTo(3);
    assertThat(titles(get(MEDIA + "?view=shelf&collection=Trees").get("items")))
        .containsExactly("Alder", "Birch", "Cedar");
    assertThat(named(get("/api/v1/collections?item=" + cedar), "Trees").get("contains").asBoolean())
        .isTrue();
    call(admin, "DELETE", path + "/items/" + cedar, null, 204);
    assertThat(get(path).get("itemCount").asInt()).isEqualTo(2);
    call(admin, "DELETE", path + "/items/" + id("Birch"), null, 409);
    call(admin, "PUT", path, "{\"name\": \"Woods\"}", 409);

    JsonNode own =
        call(
            admin,
            "POST",
            "/api/v1/collections",
            "{\"name\": \"Short words\", \"items\": [\"" + id("Birch") + "\"]}",
            201);
    String ownPath = "/api/v1/collections/" + own.get("id").asString();
    call(admin, "PUT", ownPath, "{\"name\": \"Trees\"}", 409);
    call(admin, "PUT", ownPath, "{\"name\": \"One word\"}", 204);
    assertThat(titles(get(MEDIA + "?collection=One+word").get("items"))).containsExactly("Birch");
    assertThat(names(get("/api/v1/collections?limit=1").get("items"))).containsExactly("One word");
    String next = get("/api/v1/collections?limit=1").get("next").asString();
    assertThat(names(get("/api/v1/collections?limit=1&cursor=" + next).get("items")))
        .containsExactly("Trees");
    call(member, "POST", "/api/v1/collections", "{\"name\": \"Mine\"}", 403);
    call(admin, "DELETE", ownPath, null, 204);
    assertThat(names(get("/api/v1/collections").get("items"))).containsExactly("Trees");
  }

  @Test
  void aCorrectionMovesAnItemToAnotherCollection() throws Exception {
    String id = id("Ähre");
    String correction = MEDIA + "/" + id + "/correction";
    call(admin, "PUT", correction, "{\"title\": \"Ähre\", \"collection\": \"Fields\"}", 204);
    assertThat(named(get("/api/v1/collections"), "Fields").get("itemCount").asInt()).isEqualTo(1);
    call(admin, "PUT", correction, "{\"title\": \"Ähre\", \"collection\": \"\"}", 204);
    assertThat(names(get("/api/v1/collections").get("items"))).doesNotContain("Fields");
  }

  @Test
  void aPlaylistKeepsTheOrderOfItsMaker() throws Exception {
    String alder = id("Alder");
    String birch = id("Birch");
    String forest = id("Forest");
    JsonNode made =
        call(
            member,
            "POST",
            "/api/v1/playlists",
            "{\"name\": \"Evening\", \"items\": [\"" + alder + "\", \"" + forest + "\"]}",
            201);
    assertThat(made.get("itemCount").asInt()).isEqualTo(4);
    String path = "/api/v1/playlists/" + made.get("id").asString();
    String held = path + "/items";
    call(member, "POST", held, "{\"items\": [\"" + birch + "\", \"" + alder + "\"]}", 204);
    assertThat(playlist(held)).containsExactly("Alder", "One", "Two", "Three", "Birch");

    String three = id("Three");
    move(held, three, id("One"));
    // More often than there is room between two positions.
    for (int i = 0; i < 25; i++) {
      move(held, birch, three);
      move(held, three, birch);
    }
    assertThat(playlist(held)).containsExactly("Alder", "Three", "Birch", "One", "Two");
    move(held, birch, three);
    assertThat(playlist(held)).containsExactly("Alder", "Birch", "Three", "One", "Two");
    move(held, birch, alder);
    assertThat(playlist(held)).containsExactly("Birch", "Alder", "Three", "One", "Two");
    call(member, "PUT", held + "/" + alder, "{}", 204);
    assertThat(playlist(held)).containsExactly("Birch", "Three", "One", "Two", "Alder");

    JsonNode page = call(member, "GET", held + "?limit=2", null, 200);
    assertThat(titles(page.get("items"))).containsExactly("Birch", "Three");
    String next = page.get("next").asString();
    assertThat(
            titles(call(member, "GET", held + "?limit=2&cursor=" + next, null, 200).get("items")))
        .containsExactly("One", "Two");

    call(member, "DELETE", held + "/" + birch, null, 204);
    call(member, "DELETE", held + "/" + birch, null, 404);
    call(member, "PUT", held + "/" + alder, "{\"before\": \"" + birch + "\"}", 404);
    call(member, "PUT", path, "{\"name\": \"Night\"}", 204);
    assertThat(
            call(member, "GET", "/api/v1/playlists?item=" + alder, null, 200)
                .get("items")
                .get(0)
                .get("contains")
                .asBoolean())
        .isTrue();

    assertThat(get("/api/v1/playlists").get("items")).isEmpty();
    call(admin, "GET", path, null, 404);
    call(admin, "GET", held, null, 404);
    call(admin, "POST", held, "{\"items\": [\"" + alder + "\"]}", 404);
    call(admin, "DELETE", held + "/" + alder, null, 404);
    call(admin, "PUT", path, "{\"name\": \"Taken\"}", 404);
    call(admin, "DELETE", path, null, 404);
    call(member, "DELETE", path, null, 204);
    call(member, "GET", path, null, 404);
  }

  @Test
  void aPersonHasAllTheyWereIn() throws Exception {
    String person = MEDIA + "?person=" + encoded("Ada Brandt");
    assertThat(titles(get(person + "&view=shelf").get("items")))
        .containsExactly("Alder", "Birch", "Forest");
    assertThat(titles(get(person + "&kind=episode").get("items"))).containsExactly("Two");
    assertThat(titles(get(MEDIA + "?view=shelf&person=Nobody").get("items"))).isEmpty();
  }

  @Test
  void lettersSayWhereTheyBegin() throws Exception {
    String list = "?view=shelf&library=" + films;
    JsonNode found = get(MEDIA + "/letters" + list);
    assertThat(found.get("total").asInt()).isEqualTo(7);
    assertThat(
            found
                .get("letters")
                .valueStream()
                .map(each -> each.get("letter").asString() + each.get("index").asInt()))
        .containsExactly("#0", "A1", "B3", "C4", "И5", "…6");
    JsonNode cedar = found.get("letters").get(3);
    assertThat(titles(get(MEDIA + list + "&cursor=" + cedar.get("cursor").asString()).get("items")))
        .containsExactly("Cedar", "Ива", "木");
    assertThat(titles(get(MEDIA + list + "&offset=1&limit=2").get("items")))
        .containsExactly("Ähre", "Alder");
    JsonNode far = get(MEDIA + list + "&offset=1&limit=2");
    assertThat(far.get("total").asInt()).isEqualTo(7);
    assertThat(titles(get(MEDIA + list + "&cursor=" + far.get("next").asString()).get("items")))
        .containsExactly("Birch", "Cedar", "Ива", "木");
    assertThat(titles(get(MEDIA + list + "&offset=100").get("items"))).isEmpty();
    call(admin, "GET", MEDIA + list + "&offset=-1", null, 400);
    for (String sort : List.of("added", "duration", "size", "year", "rating")) {
      assertThat(titles(get(MEDIA + list + "&offset=5&sort=" + sort).get("items"))).hasSize(2);
    }
    assertThat(titles(get(MEDIA + list + "&offset=0&query=cedar").get("items")))
        .containsExactly("Cedar");
    assertThat(titles(get(MEDIA + list + "&offset=1&query=cedar").get("items"))).isEmpty();
  }

  @Test
  void aListIsAnsweredFromWhatWasSentUntilItsReaderChangesSomething() throws Exception {
    String list = MEDIA + "?view=shelf&sort=year&library=" + films;
    JsonNode first = call(member, "GET", list, null, 200);
    double before = keptAnswers();
    assertThat(call(member, "GET", list, null, 200)).isEqualTo(first);
    assertThat(keptAnswers()).isEqualTo(before + 1);

    String birch = id("Birch");
    call(member, "PUT", MEDIA + "/" + birch + "/marks", "{\"favourite\": true}", 200);
    assertThat(favourites(call(member, "GET", list, null, 200))).containsExactly("Birch");
    assertThat(favourites(call(admin, "GET", list, null, 200))).isEmpty();
    call(member, "PUT", MEDIA + "/" + birch + "/marks", "{\"favourite\": false}", 200);
    assertThat(favourites(call(member, "GET", list, null, 200))).isEmpty();

    String correction = MEDIA + "/" + id("300") + "/correction";
    call(admin, "PUT", correction, "{\"title\": \"Three hundred\"}", 204);
    assertThat(titles(call(member, "GET", list, null, 200).get("items"))).contains("Three hundred");
    call(admin, "PUT", correction, "{\"title\": \"300\"}", 204);
    assertThat(titles(call(member, "GET", list, null, 200).get("items"))).contains("300");
  }

  private static List<String> favourites(JsonNode page) {
    return page.get("items")
        .valueStream()
        .filter(each -> each.get("marks").get("favourite").asBoolean())
        .map(each -> each.get("title").asString())
        .toList();
  }

  private static double keptAnswers() throws Exception {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running
        .call("GET", "/metrics", admin, null)
        .body()
        .lines()
        .filter(line -> line.startsWith("cache_hits_total{cache_type=\"answers\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void move(String held, String item, String before) throws Exception {
    call(member, "PUT", held + "/" + item, "{\"before\": \"" + before + "\"}", 204);
  }

  private static List<String> playlist(String held) throws Exception {
    return titles(call(member, "GET", held, null, 200).get("items"));
  }

  private static String id(String title) throws Exception {
    for (JsonNode each : get(MEDIA + "?view=all&query=" + encoded(title)).get("items")) {
      if (each.get("title").asString().equals(title)) {
        return each.get("id").asString();
      }
    }
    throw new AssertionError(title);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode named(JsonNode page, String name) {
    return page.get("items")
        .valueStream()
        .filter(each -> each.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(JsonNode items) {
    return items.valueStream().map(each -> each.get("name").asString()).toList();
  }

  private static List<String> titles(JsonNode items) {
    return items.valueStream().map(each -> each.get("title").asString()).toList();
  }

  private static String library(String folder) throws Exception {
    String kind = folder.equals("shows") ? "series" : "films";
    JsonNode added =
        call(
            admin,
            "POST",
            "/api/v1/libraries",
            "{\"name\":\""
                + folder
                + "\",\"kind\":\""
                + kind
                + "\",\"path\":\""
                + temp.resolve(folder)
                + "\"}",
            201);
    String path = "/api/v1/libraries/" + added.get("id").asString();
    while (get(path).get("scan").get("state").asString().equals("running")) {
      Thread.onSpinWait();
    }
    return added.get("id").asString();
  }

  private static JsonNode get(String path) throws Exception {
    return call(admin, "GET", path, null, 200);
  }

  private static JsonNode call(
      String token, String method, String path, @Nullable String body, int status)
      throws Exception {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    HttpResponse<String> answer = running.call(method, path, token, body);
    assertThat(answer.statusCode()).as(method + path + answer.body()).isEqualTo(status);
    return answer.body().isEmpty()
        ? new JsonMapper().createObjectNode()
        : RunningHouse.json(answer);
  }

  private static void film(String name, String told) throws IOException {
    put("films/" + name + ".avi");
    if (!told.isEmpty()) {
      note("films/" + name + ".nfo", "<movie>" + told + "</movie>");
    }
  }

  private static void note(String name, String note) throws IOException {
    Files.writeString(temp.resolve(name), note);
  }

  /** A file that is told to be a video, and that nobody can play yet: lists show it. */
  private static void put(String name) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    // RIFF with the type AVI, which is known and shown, but not read.
    Files.write(file, ("RIFF\0\0\0\0AVI LIST" + name).getBytes(StandardCharsets.UTF_8));
  }
}
