package medianest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import medianest.ffmpeg.Command;
import medianest.ffmpeg.Demuxer;
import medianest.ffmpeg.FfmpegConfig;
import medianest.ffmpeg.Limits;
import medianest.ffmpeg.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server of its own process, whose children are watched: it plays every file of a folder as a
 * browser would, then hands each to ffmpeg although it was refused, and says how that ended.
 */
final class WatchedServer {

  /** As the four attacks on another server put them, CVE-2023-49096 and its kin. */
  private static final String OPTION = "h264 -vf drawtext=textfile=/etc/shadow";

  private static final String ADDRESS = "=libx264%20-vf%20drawtext%3Dtextfile%3D/etc/shadow";

  private static final int MOST_TRIES = 100;

  private final StreamServer server;

  private WatchedServer(StreamServer server) {
    this.server = server;
  }

  public static void main(String[] arguments) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
      files = all.sorted().toList();
    }
    try (StreamServer server = new StreamServer(Path.of(arguments[1]), FfmpegConfig.defaults())) {
      if (!server.ffmpeg.findings().usable()) {
        throw new IllegalStateException(server.ffmpeg.findings().obstacle().orElseThrow());
      }
      WatchedServer watched = new WatchedServer(server);
      for (int i = 0; i < files.size(); i++) {
        Path file = files.get(i);
        server.add("f" + i, file);
        String name = file.getFileName().toString();
        say("played", name, watched.played("f" + i, "{\"directPlay\":false}"));
        if (name.startsWith("film")) {
          watched.injected("f" + i);
        } else {
          say("decoded", name, watched.decoded(file));
        }
      }
    }
  }

  private static void say(String what, String name, String how) {
    System.out.println(what + "\t" + name + "\t" + how.replaceAll("\\s+", " "));
  }

  private String played(String id, String wish) throws InterruptedException {
    HttpResponse<byte[]> answer = server.post("/api/v1/media/" + id + "/playback", wish);
    for (int i = 0; i < MOST_TRIES && answer.statusCode() == 503; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      answer = server.post("/api/v1/media/" + id + "/playback", wish);
    }
    String body = new String(answer.body(), UTF_8);
    if (answer.statusCode() != 200) {
      return answer.statusCode() + " " + body;
    }
    JsonNode playback = new JsonMapper().readTree(body);
    String master = playback.get("url").asString();
    String folder = master.substring(0, master.lastIndexOf('/') + 1);
    String variant = lines(master).getLast();
    String rendition = folder + variant.substring(0, variant.lastIndexOf('/') + 1);
    String part = rendition + lines(folder + variant).getFirst();
    return server.get(part).statusCode() + " " + server.get(part + "?videocodec" + ADDRESS);
  }

  private List<String> lines(String path) {
    return new String(server.get(path).body(), UTF_8)
        .lines()
        .filter(l -> !l.startsWith("#") && !l.isBlank())
        .toList();
  }

  /** What requests bring that is no name of a coding. */
  private void injected(String id) throws InterruptedException {
    String path = "/api/v1/media/" + id + "/playback";
    say("injected", "codec", played(id, "{\"videoCodecs\":[\"" + OPTION + "\"]}"));
    String member = "{\"audioFilter\":\"" + OPTION + "\"}";
    say("injected", "member", played(id, member));
    String query = path + "?videocodec" + ADDRESS;
    say("injected", "query", server.post(query, "{}").statusCode() + "");
  }

  /** As if our own look at the file had let it pass. */
  private String decoded(Path file) throws Exception {
    StringBuilder how = new StringBuilder();
    for (Demuxer demuxer : HostileFiles.demuxers(file)) {
      Command command =
          Command.reading(file, demuxer)
              .writing(Option.ALL_VIDEO)
              .writing(Option.RAW_PICTURES)
              .writing(Option.RAW_STREAM);
      var output = server.ffmpeg.collect(command, Limits.SHORT, 1 << 20);
      how.append(output.bytes().length()).append(" bytes as ").append(demuxer).append(": ");
      how.append(output.ended().reason()).append("; ");
      var _ = server.ffmpeg.inspect(file, demuxer);
    }
    return how.toString();
  }
}
