package medianest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamApiTest {

  @TempDir private static Path folder;
  private static Path mp4;
  private static Path mkv;

  @BeforeAll
  static void makeFilms() throws Exception {
    Ffmpeg.assumeInstalled();
    mp4 = Ffmpeg.film(folder.resolve("film.mp4"));
    mkv = Ffmpeg.film(folder.resolve("film.mkv"));
  }

  private static StreamServer server() throws Exception {
    Path data = Files.createTempDirectory(folder, "data");
    StreamServer server = new StreamServer(data);
    server.add("mp4", mp4);
    server.add("mkv", mkv);
    return server;
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mkv"})
  void servesTheSamePacketsAsTheFileHolds(String id) throws Exception {
    try (StreamServer server = server()) {
      String master = server.uri(server.admit(id).playlist()).toString();

      Map<Integer, List<String>> streamed =
          Ffmpeg.packets(List.of("-i", master, "-map", "0:v", "-map", "0:a"));

      Path file = id.equals("mp4") ? mp4 : mkv;
      assertThat(streamed)
          .isEqualTo(
              Ffmpeg.packets(
                  List.of(
                      "-ignore_editlist", "1", "-i", mp4.toString(), "-map", "0:v", "-map", "0:a")))
          .isNotEmpty();
      assertThat(file).exists();
    }
  }

  @Test
  void everythingIsFoundByRelativeNamesFromTheMaster() throws Exception {
    try (StreamServer server = server()) {
      String root = server.admit("mp4").folder();
      String master = text(server.get(root + "master.m3u8"));
      List<String> playlists = names(master);

      assertThat(playlists).hasSize(3).noneMatch(n -> n.startsWith("/") || n.contains("://"));
      for (String playlist : playlists) {
        HttpResponse<byte[]> media = server.get(root + playlist);
        assertThat(media.headers().firstValue("content-type"))
            .contains("application/vnd.apple.mpegurl");
        String home = root + playlist.substring(0, playlist.lastIndexOf('/') + 1);
        for (String part : names(text(media))) {
          HttpResponse<byte[]> response = server.get(home + part);
          assertThat(response.statusCode()).as(part).isEqualTo(200);
          assertThat(response.headers().firstValue("cache-control").orElse(""))
              .contains("private", "immutable");
        }
      }
    }
  }

  @Test
  void sameSegmentAgainIsTheSameAndCostsTheClientNothing() throws Exception {
    try (StreamServer server = server()) {
      String segment = track(server, 0) + "seg_1.m4s";

      HttpResponse<byte[]> first = server.get(segment);
      HttpResponse<byte[]> second = server.get(segment);
      String etag = first.headers().firstValue("etag").orElseThrow();

      assertThat(second.body()).isEqualTo(first.body());
      assertThat(second.headers().firstValue("etag")).contains(etag);
      assertThat(server.get(segment, "if-none-match", etag).statusCode()).isEqualTo(304);
      assertThat(server.head(segment).headers().firstValueAsLong("content-length"))
          .hasValue(first.body().length);
    }
  }

  /** The header of a segment is in memory and its samples are in the file: each cut meets both. */
  @ParameterizedTest
  @CsvSource({"0, 9", "100, 5000", "-1, 40", "7, -1"})
  void segmentIsServedByRange(int first, int last) throws Exception {
    try (StreamServer server = server()) {
      String segment = track(server, 0) + "seg_1.m4s";
      HttpResponse<byte[]> whole = server.get(segment);
      String etag = whole.headers().firstValue("etag").orElseThrow();
      int size = whole.body().length;
      int from = first < 0 ? size - last : first;
      int to = first < 0 || last < 0 ? size - 1 : last;
      String range = "bytes=" + (first < 0 ? "" : first) + "-" + (last < 0 ? "" : last);

      HttpResponse<byte[]> part = server.get(segment, "range", range, "if-range", etag);
      HttpResponse<byte[]> other = server.get(segment, "range", range, "if-range", "\"other\"");

      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), from, to + 1));
      assertThat(part.headers().firstValue("content-range"))
          .contains("bytes " + from + "-" + to + "/" + size);
      assertThat(other.statusCode()).isEqualTo(200);
      assertThat(server.get(segment, "range", "bytes=" + size + "-").statusCode()).isEqualTo(416);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seg_99.m4s",
        "key_99.m4s",
        "seg_x.m4s",
        "text.vtt",
        "..%2finit.mp4",
        "%2e%2e",
        "init.mp4%00",
        "init.mp5"
      })
  void whatIsNotThereIsNotFound(String name) throws Exception {
    try (StreamServer server = server()) {
      assertThat(server.get(track(server, 0) + name).statusCode()).isIn(400, 404);
    }
  }

  @Test
  void trackOrPlanOfAnotherIsNotFound() throws Exception {
    try (StreamServer server = server()) {
      String home = track(server, 0);

      assertThat(server.get(home.replace("/t0/", "/t7/") + "init.mp4").statusCode()).isEqualTo(404);
      assertThat(server.get(home.replaceAll("-1-[0-9a-f]+", "-1-000000000000") + "init.mp4"))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(404);
    }
  }

  @Test
  void playlistsAreCompressed() throws Exception {
    try (StreamServer server = server()) {
      String playlist = track(server, 0) + "iframes.m3u8";

      HttpResponse<byte[]> plain = server.get(playlist);
      HttpResponse<byte[]> gzip = server.get(playlist, "accept-encoding", "gzip");

      assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
      assertThat(gzip.headers().firstValue("etag")).isEqualTo(plain.headers().firstValue("etag"));
      if (plain.body().length >= 1024) {
        assertThat(gzip.headers().firstValue("content-encoding")).contains("gzip");
      }
    }
  }

  @Test
  void originalIsServedWholeAndByRange() throws Exception {
    try (StreamServer server = server()) {
      String original = server.admit("mp4").original();
      byte[] bytes = Files.readAllBytes(mp4);

      HttpResponse<byte[]> part = server.get(original, "range", "bytes=1000-1999");

      assertThat(server.get(original).body()).isEqualTo(bytes);
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 1000, 2000));
      assertThat(server.get(original, "range", "bytes=99999999-").statusCode()).isEqualTo(416);
    }
  }

  @Test
  void ticketEndsWithItsSession() throws Exception {
    try (StreamServer server = server()) {
      String segment = track(server, 0) + "seg_1.m4s";
      assertThat(server.get(segment).statusCode()).isEqualTo(200);

      server.endSession();

      assertThat(server.get(segment).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void fileThatIsGoneOrHasChangedIsSaidToBe() throws Exception {
    Path copy = Files.copy(mp4, folder.resolve("copy.mp4"));
    try (StreamServer server = server()) {
      server.add("copy", copy);
      String root = server.admit("copy").folder();
      Files.write(copy, new byte[100]);

      HttpResponse<byte[]> changed = server.get(root + "original");

      assertThat(changed.statusCode()).isEqualTo(404);
      assertThat(text(changed)).contains("The file has changed.");
      Files.delete(copy);
      assertThat(text(server.get(root + "original"))).contains("not there any more");
    }
  }

  @Test
  void openFilesAreClosedInTheEnd() throws Exception {
    StreamServer server = server();
    server.get(track(server, 0) + "seg_1.m4s");
    server.close();

    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(
              open.filter(fd -> {
                try {
                  return Files.readSymbolicLink(fd).equals(mp4);
                } catch (IOException e) {
                  return false;
                }
              }))
          .isEmpty();
    }
  }

  private static String track(StreamServer server, int number) throws Exception {
    var admission = server.admit("mp4");
    return admission.folder() + admission.plan().orElseThrow() + "/t" + number + "/";
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  /** What a playlist names. */
  private static List<String> names(String playlist) {
    Matcher names =
        Pattern.compile("URI=\"([^\"]+)\"|^([^#\\s].*)$", Pattern.MULTILINE).matcher(playlist);
    return names.results().map(n -> n.group(1) != null ? n.group(1) : n.group(2)).toList();
  }
}
