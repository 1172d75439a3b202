package medianest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client sees of routes, policies and answers. */
@ParameterizedClass
@EnumSource(HttpClient.Version.class)
class WebServerTest {

  private @Parameter HttpClient.Version version = HttpClient.Version.HTTP_1_1;

  record Named(String name, int count) {}

  private final RouteTable routes = new RouteTable();
  private final byte[] content = new byte[1_000_003];
  private final CountDownLatch released = new CountDownLatch(1);
  private @TempDir Path folder;
  private Running running;

  @BeforeEach
  void start() throws Exception {
    new Random(7).nextBytes(content);
    Path file = Files.write(folder.resolve("film.mp4"), content);
    routes.add("GET", "/open", Policy.PUBLIC, request -> new Response.Json(Map.of("a", 1)));
    routes.add(
        "GET", "/mine", Policy.MEMBER, r -> new Response.Json(Map.of("me", r.caller().name())));
    routes.add("GET", "/admin", Policy.ADMIN, request -> new Response.Empty(204));
    routes.add("GET", "/t/{ticket}/x", Policy.TICKET, request -> new Response.Empty(204));
    routes.add("GET", "/items/{id}", Policy.PUBLIC, r -> new Response.Json(r.path("id")), "q");
    routes.add("POST", "/named", Policy.PUBLIC, r -> new Response.Json(201, r.json(Named.class)));
    routes.add("POST", "/change", Policy.MEMBER, request -> new Response.Empty(204));
    routes.add("GET", "/long", Policy.PUBLIC, r -> new Response.Json("x".repeat(5_000)));
    routes.add(
        "GET",
        "/broken",
        Policy.PUBLIC,
        request -> {
          throw new IllegalStateException("the secret reason");
        });
    routes.add(
        "GET",
        "/file",
        Policy.PUBLIC,
        request ->
            new Response.File(
                file, content.length, "video/mp4", "\"v1\"", "Ä \"b\".mp4", Map.of()));
    routes.add("GET", "/spans", Policy.PUBLIC, request -> spans(file));
    running = new Running(routes, HttpConfigs.loopback(), version);
  }

  private Response spans(Path file) throws Exception {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new Response.Spans(
        "video/mp4",
        ByteBuffer.wrap("head".getBytes(StandardCharsets.US_ASCII)),
        channel,
        List.of(new Response.Span(10, 300_000), new Response.Span(900_000, 5)),
        Map.of(),
        () -> {
          released.countDown();
          assertThat(channel.isOpen()).isTrue();
        });
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void eachPolicyLetsInWhomItNames() {
    assertThat(running.get("/open").statusCode()).isEqualTo(200);
    assertThat(running.get("/mine").statusCode()).isEqualTo(401);
    assertThat(running.get("/mine", "authorization", "Bearer no").statusCode()).isEqualTo(401);
    assertThat(running.get("/mine", "authorization", "Bearer mia").body()).contains("mia");
    assertThat(running.get("/mine", "cookie", "a=b; " + cookie()).body()).contains("mia");
    assertThat(running.get("/admin", "authorization", "Bearer mia").statusCode()).isEqualTo(403);
    assertThat(running.get("/admin", "authorization", "Bearer ada").statusCode()).isEqualTo(204);
    assertThat(running.get("/t/good/x").statusCode()).isEqualTo(204);
    assertThat(running.get("/t/bad/x").statusCode()).isEqualTo(404);
  }

  @Test
  void changesByCookieMustComeFromTheOwnPage() {
    assertThat(change("cookie", cookie())).isEqualTo(403);
    assertThat(change("cookie", cookie(), "sec-fetch-site", "cross-site")).isEqualTo(403);
    assertThat(change("cookie", cookie(), "sec-fetch-site", "same-origin")).isEqualTo(204);
    assertThat(change("cookie", cookie(), "origin", "http://evil.example")).isEqualTo(403);
    String own = running.uri("").toString();
    assertThat(change("cookie", cookie(), "origin", own)).isEqualTo(204);
    assertThat(change("authorization", "Bearer mia")).isEqualTo(204);
  }

  private String cookie() {
    return (running.secure ? "__Host-" : "") + "medianest-session=mia";
  }

  private int change(String... headers) {
    return running.send("/change", r -> r.POST(BodyPublishers.noBody()), headers).statusCode();
  }

  @Test
  void pathsAreDecodedOnceAndOddOnesRefused() {
    assertThat(running.get("/items/a%20b%2525").body()).isEqualTo("\"a b%25\"");
    assertThat(running.get("/items/a%2Fb").statusCode()).isEqualTo(400);
    assertThat(running.get("/items/%2e%2e").statusCode()).isEqualTo(400);
    assertThat(running.get("/items/..%5Cx").statusCode()).isEqualTo(400);
    assertThat(running.get("/items/%00").statusCode()).isEqualTo(400);
    assertThat(running.get("/items/%c0%ae").statusCode()).isEqualTo(400);
    assertThat(running.get("/items/1?q=1").statusCode()).isEqualTo(200);
    assertThat(running.get("/items/1?p=1").statusCode()).isEqualTo(400);
    assertThat(running.get("/items/1?q=1&q=2").statusCode()).isEqualTo(400);
    assertThat(running.get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void jsonIsReadStrictly() {
    assertThat(post("{\"name\":\"a\",\"count\":2}").body())
        .isEqualTo("{\"name\":\"a\",\"count\":2}");
    assertThat(post("{\"name\":\"a\",\"count\":2,\"x\":1}").body())
        .contains("The body has a member x that is not known here.");
    assertThat(post("{\"name\":\"a\",\"count\":\"2\"}").body()).contains("The member count");
    assertThat(post("name=a").body()).contains("must be a JSON object");
    assertThat(post("{\"name\":").statusCode()).isEqualTo(400);
    assertThat(post("[".repeat(50)).statusCode()).isEqualTo(400);
    assertThat(post("{\"name\":\"" + "a".repeat(1 << 20) + "\"}").statusCode()).isEqualTo(413);
    assertThat(running.send("/named", r -> r.POST(BodyPublishers.ofString("{}"))).statusCode())
        .isEqualTo(415);
  }

  private HttpResponse<String> post(String body) {
    return running.send(
        "/named", r -> r.POST(BodyPublishers.ofString(body)), "content-type", "application/json");
  }

  @Test
  void problemsHaveOneForm() {
    HttpResponse<String> missing = running.get("/nothing");
    assertThat(missing.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(missing.body()).contains("\"status\":404", "\"title\":\"Not found\"", "\"detail\":");
    HttpResponse<String> broken = running.get("/broken");
    assertThat(broken.statusCode()).isEqualTo(500);
    String trace = broken.headers().firstValue("traceparent").orElseThrow().substring(3, 35);
    assertThat(broken.body()).contains(trace).doesNotContain("secret");
    HttpResponse<String> method = running.send("/open", r -> r.DELETE());
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.headers().firstValue("allow")).contains("GET, HEAD");
  }

  @Test
  void everyAnswerCarriesTheSecurityHeadersAndNoBanner() {
    for (String path : List.of("/open", "/nothing", "/file", "/broken")) {
      var headers = running.get(path, "accept", "*/*").headers();
      assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
      assertThat(headers.firstValue("content-security-policy")).isPresent();
      assertThat(headers.firstValue("referrer-policy")).isPresent();
      assertThat(headers.firstValue("cross-origin-resource-policy")).contains("same-origin");
      assertThat(headers.firstValue("strict-transport-security").isPresent())
          .isEqualTo(running.secure);
      assertThat(headers.firstValue("server")).isEmpty();
    }
  }

  @Test
  void jsonHasAnEtagAndIsNotSentTwice() {
    HttpResponse<String> first = running.get("/open");
    String etag = first.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> second = running.get("/open", "if-none-match", etag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void textOverTheThresholdIsCompressedUnlessTheClientObjects() {
    assertThat(encoding("/long", "accept-encoding", "gzip")).isEqualTo("gzip");
    assertThat(encoding("/long", "accept-encoding", "br, gzip;q=0")).isEmpty();
    assertThat(encoding("/long", "accept-encoding", "gzip", "x-no-compression", "1")).isEmpty();
    assertThat(encoding("/long")).isEmpty();
    assertThat(encoding("/open", "accept-encoding", "gzip")).isEmpty();
    assertThat(encoding("/file", "accept-encoding", "gzip")).isEmpty();
  }

  private String encoding(String path, String... headers) {
    return running.bytes(path, headers).headers().firstValue("content-encoding").orElse("");
  }

  @Test
  void filesAnswerRangesAndConditions() {
    HttpResponse<byte[]> whole = running.bytes("/file");
    assertThat(whole.body()).isEqualTo(content);
    assertThat(whole.headers().firstValue("content-disposition").orElseThrow())
        .isEqualTo("attachment; filename=\"_ _b_.mp4\"; filename*=UTF-8''%C3%84%20%22b%22.mp4");
    assertRange("bytes=0-0", 0, 1);
    assertRange("bytes=500000-", 500_000, content.length);
    assertRange("bytes=-3", content.length - 3, content.length);
    assertRange("bytes=1000000-99999999", 1_000_000, content.length);
    assertThat(running.bytes("/file", "range", "bytes=0-1,5-6").statusCode()).isEqualTo(200);
    HttpResponse<byte[]> beyond = running.bytes("/file", "range", "bytes=1000003-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("content-range")).contains("bytes */1000003");
    assertThat(running.bytes("/file", "range", "bytes=0-1", "if-range", "\"v1\"").statusCode())
        .isEqualTo(206);
    assertThat(running.bytes("/file", "range", "bytes=0-1", "if-range", "\"v0\"").statusCode())
        .isEqualTo(200);
    assertThat(running.bytes("/file", "if-none-match", "\"v1\"").statusCode()).isEqualTo(304);
  }

  private void assertRange(String range, int from, int to) {
    HttpResponse<byte[]> part = running.bytes("/file", "range", range);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, from, to));
    assertThat(part.headers().firstValue("content-range"))
        .contains("bytes " + from + "-" + (to - 1) + "/" + content.length);
  }

  @Test
  void headHasTheLengthAndNoBody() {
    var head = running.send("/file", r -> r.method("HEAD", BodyPublishers.noBody()));
    assertThat(head.headers().firstValue("content-length")).contains("1000003");
    assertThat(head.body()).isEmpty();
    var json = running.send("/open", r -> r.method("HEAD", BodyPublishers.noBody()));
    assertThat(json.headers().firstValue("content-length")).contains("7");
  }

  @Test
  void spansLeaveAsOneBodyAndAreReleased() throws Exception {
    HttpResponse<byte[]> answer = running.bytes("/spans");
    assertThat(answer.headers().firstValue("content-length")).contains("300009");
    assertThat(Arrays.copyOf(answer.body(), 4)).isEqualTo(new byte[] {'h', 'e', 'a', 'd'});
    assertThat(Arrays.copyOfRange(answer.body(), 4, 300_004))
        .isEqualTo(Arrays.copyOfRange(content, 10, 300_010));
    assertThat(Arrays.copyOfRange(answer.body(), 300_004, 300_009))
        .isEqualTo(Arrays.copyOfRange(content, 900_000, 900_005));
    assertThat(released.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aTraceIsContinued() {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    var answer = running.get("/open", "traceparent", "00-" + trace + "-b7ad6b7169203331-01");
    assertThat(answer.headers().firstValue("traceparent").orElseThrow())
        .startsWith("00-" + trace + "-")
        .doesNotContain("b7ad6b7169203331");
    assertThat(running.answered().trace()).isEqualTo(trace);
  }
}
