package medianest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import medianest.ffmpeg.FfmpegConfig;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every real file, whatever it is: a browser gets it in a way of which the first piece can be
 * fetched, or a sentence that says why not.
 */
final class EveryFileTest {

  private static final int AT_ONCE = 3;
  private static final int MOST_TRIES = 200;

  /** What a person understands: one or more sentences, without the words of programs. */
  private static final String SENTENCES = "(?s)[A-Z].*\\.";

  private static final String NO_SENTENCE = "(?s).*(Exception|null|Error |\\[|@ 0x).*";

  @TempDir private static Path data;

  @Test
  @Timeout(300)
  void playsOrIsRefusedWithItsReason() throws Exception {
    Ffmpeg.assumeInstalled();
    List<Path> files = files();
    List<String> faults = new ArrayList<>();
    ConcurrentHashMap<String, Integer> ways = new ConcurrentHashMap<>();
    try (StreamServer server = new StreamServer(data, FfmpegConfig.defaults());
        ExecutorService viewers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Optional<String>>> results = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        Viewer viewer = new Viewer(server, "f" + i, ways);
        server.add(viewer.id(), files.get(i));
        results.add(viewers.submit(viewer::fault));
      }
      for (int i = 0; i < files.size(); i++) {
        String name = files.get(i).getFileName().toString();
        results.get(i).get().ifPresent(fault -> faults.add(name + ": " + fault));
      }
    }
    assertThat(faults).as("of %s files, played %s", files.size(), ways).isEmpty();
    assertThat(ways).containsKeys("direct", "package", "transcode", "refused");
  }

  private static List<Path> files() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("../shared/media"))) {
      folder = folder.getParent();
    }
    Assumptions.assumeTrue(folder != null, "no media beside the checkout");
    try (Stream<Path> walk = Files.walk(folder.resolve("../shared/media").normalize())) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Somebody with Chromium who opens one file. */
  private record Viewer(StreamServer server, String id, ConcurrentHashMap<String, Integer> ways) {

    /** What is wrong with how the file is answered. */
    Optional<String> fault() {
      try {
        return found();
      } catch (AssertionError e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }

    private Optional<String> found() {
      HttpResponse<byte[]> answer = playback();
      String body = new String(answer.body(), UTF_8);
      JsonNode json = new JsonMapper().readTree(body);
      if (answer.statusCode() == 422) {
        ways.merge("refused", 1, Integer::sum);
        String detail = json.get("detail").asString();
        return detail.matches(SENTENCES) && !detail.matches(NO_SENTENCE)
            ? Optional.empty()
            : Optional.of("no reason for a person: " + detail);
      }
      if (answer.statusCode() != 200) {
        return Optional.of(answer.statusCode() + " " + body);
      }
      String kind = json.get("kind").asString();
      ways.merge(kind, 1, Integer::sum);
      String url = json.get("url").asString();
      return kind.equals("direct") ? unavailable(url, "range", "bytes=0-999") : segments(url);
    }

    private HttpResponse<byte[]> playback() {
      return patiently(() -> server.post("/api/v1/media/" + id + "/playback", "{}"));
    }

    /** What is to be prepared first, or is told to be busy, is asked for again, as players do. */
    private static HttpResponse<byte[]> patiently(Supplier<HttpResponse<byte[]>> asking) {
      HttpResponse<byte[]> answer = asking.get();
      for (int i = 0; i < MOST_TRIES && answer.statusCode() == 503; i++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        answer = asking.get();
      }
      return answer;
    }

    /** Of the smallest picture, which costs the least, and of the first sound. */
    private Optional<String> segments(String master) {
      String folder = master.substring(0, master.lastIndexOf('/') + 1);
      List<String> lines = lines(master);
      Stream<String> sound =
          lines.stream()
              .filter(l -> l.contains("TYPE=AUDIO") && l.contains("URI="))
              .map(l -> l.replaceAll(".*URI=\"([^\"]*)\".*", "$1"))
              .limit(1);
      List<String> pictures = lines.stream().filter(l -> !l.startsWith("#")).toList();
      Stream<String> picture = pictures.stream().skip(Math.max(0, pictures.size() - 1));
      List<String> playlists = Stream.concat(picture, sound).toList();
      if (playlists.isEmpty()) {
        return Optional.of("an empty playlist");
      }
      return playlists.stream().flatMap(p -> first(folder + p).stream()).findFirst();
    }

    private Optional<String> first(String playlist) {
      String folder = playlist.substring(0, playlist.lastIndexOf('/') + 1);
      Optional<String> segment =
          lines(playlist).stream().filter(l -> !l.startsWith("#")).findFirst();
      if (segment.isEmpty()) {
        return Optional.of("a playlist without segments: " + playlist);
      }
      return unavailable(folder + "init.mp4").or(() -> unavailable(folder + segment.get()));
    }

    private Optional<String> unavailable(String path, String... headers) {
      HttpResponse<byte[]> got;
      try {
        got = patiently(() -> server.get(path, headers));
      } catch (AssertionError e) {
        return Optional.of(path + ": " + e.getMessage());
      }
      boolean fine = got.statusCode() / 100 == 2 && got.body().length > 0;
      String name = path.substring(path.lastIndexOf('/', path.lastIndexOf('/') - 1));
      return fine
          ? Optional.empty()
          : Optional.of(name + ": " + got.statusCode() + " " + new String(got.body(), UTF_8));
    }

    private List<String> lines(String path) {
      return new String(server.get(path).body(), UTF_8).lines().filter(l -> !l.isBlank()).toList();
    }
  }
}
