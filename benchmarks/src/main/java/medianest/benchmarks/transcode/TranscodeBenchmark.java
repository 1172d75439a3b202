package medianest.benchmarks.transcode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import medianest.benchmarks.serve.Cpu;
import medianest.benchmarks.serve.Film;
import medianest.benchmarks.serve.OwnServer;
import medianest.benchmarks.serve.Workbench;

/**
 * 1080p to 720p: the time until the first segment of an encoder that is started for it, at places
 * all over a film; then a minute of film by this server and by plain ffmpeg with the same options,
 * in turn.
 */
final class TranscodeBenchmark {

  private static final int MINUTE = 60;
  private static final int FILM_SECONDS = 600;
  private static final int STARTS = 10;

  private final OwnServer server;
  private final Path film;
  private final Path out;
  private List<String> segments = List.of();
  private List<Double> begins = List.of();
  private String init = "";

  private TranscodeBenchmark(OwnServer server, Path film, Path out) {
    this.server = server;
    this.film = film;
    this.out = out;
  }

  /** Usage: REPOSITORY [ROUNDS]. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    Path work = Files.createTempDirectory("medianest-transcode");
    Path library = Files.createDirectory(work.resolve("library"));
    Path film = Film.make(library);
    Path data = Files.createDirectory(work.resolve("data"));
    Path repository = Path.of(arguments[0]).toAbsolutePath();
    try (OwnServer server = OwnServer.start(repository, data, library, Workbench.freePort())) {
      TranscodeBenchmark benchmark =
          new TranscodeBenchmark(server, film, work.resolve("plain.mp4"));
      benchmark.open();
      benchmark.starts();
      benchmark.minutes(Math.min(rounds, 3));
    }
    Workbench.delete(work);
  }

  private void open() throws IOException, InterruptedException {
    URI master = URI.create(server.play("{\"directPlay\":false,\"ladder\":true}"));
    String variant =
        server
            .text(master.toString())
            .lines()
            .filter(l -> l.contains("-v720/"))
            .findFirst()
            .orElseThrow();
    URI playlist = master.resolve(variant);
    List<String> paths = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    double time = 0;
    for (String line : server.text(playlist.toString()).lines().toList()) {
      if (line.startsWith("#EXTINF:")) {
        times.add(time);
        time += Double.parseDouble(line.substring(8, line.indexOf(',')));
      } else if (!line.startsWith("#") && !line.isBlank()) {
        paths.add(playlist.resolve(line).toString());
      }
    }
    segments = paths;
    begins = times;
    init = playlist.resolve("init.mp4").toString();
  }

  /** Returns when nothing of the server's works: pictures of the film, encoders that are ahead. */
  private void rest() throws IOException, InterruptedException {
    double before = -1;
    for (int i = 0; i < 600; i++) {
      double now = Cpu.seconds(server.processes());
      if (now - before < 0.03) {
        return;
      }
      before = now;
      Thread.sleep(500);
    }
    throw new IOException("The server did not come to rest.");
  }

  /** In the second half of the film; an encoder runs ahead, and what it made is kept. */
  private void starts() throws IOException, InterruptedException {
    List<Double> waits = new ArrayList<>();
    for (int i = STARTS - 1; i >= 0; i--) {
      rest();
      String segment = segments.get(at(FILM_SECONDS / 2.0 * (1 + (double) i / STARTS) + 2));
      long start = System.nanoTime();
      if (i == STARTS - 1) {
        // Once in the life of a rendition, a picture is encoded to learn how it is described.
        server.fetch(init);
        say("initialization segment, the first time", seconds(start));
        start = System.nanoTime();
      }
      server.fetch(segment);
      waits.add(seconds(start));
    }
    waits.sort(null);
    say("first segment of a new encoder, least", waits.getFirst());
    say("median of " + waits.size(), waits.get(waits.size() / 2));
    say("most", waits.getLast());
  }

  /** In the first half, of which nothing is encoded yet. */
  private void minutes(int rounds) throws IOException, InterruptedException {
    double ours = 0;
    double plain = 0;
    for (int round = 0; round < rounds; round++) {
      int first = at((double) round * FILM_SECONDS / 6 + 5);
      int end = at(begins.get(first) + MINUTE);
      rest();
      double own = own(first, end);
      rest();
      double theirs = plain(begins.get(first), begins.get(end));
      say("a minute by this server", own);
      say("a minute by ffmpeg alone", theirs);
      ours += own;
      plain += theirs;
    }
    System.out.printf(Locale.ROOT, "%-45s %8.1f %%%n", "overhead", 100 * (ours / plain - 1));
  }

  private double own(int first, int end) throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (int i = first; i < end; i++) {
      server.fetch(segments.get(i));
    }
    return seconds(start);
  }

  /** With the options of the server, and as patient with others as it is. */
  private double plain(double from, double to) throws IOException, InterruptedException {
    String threads = Integer.toString(Runtime.getRuntime().availableProcessors());
    List<String> line = new ArrayList<>(List.of("nice", "-n", "10", "ffmpeg", "-nostdin", "-y"));
    line.addAll(List.of("-v", "error", "-f", "mov", "-threads", threads));
    line.addAll(List.of("-ss", Double.toString(from), "-copyts", "-i", film.toString()));
    line.addAll(List.of("-to", Double.toString(to), "-map", "0:v:0", "-an"));
    line.addAll(List.of("-fps_mode", "passthrough", "-threads", threads, "-vf"));
    line.add("yadif=mode=send_frame:deint=interlaced,scale=1280:720,setsar=1,format=yuv420p");
    line.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high"));
    line.addAll(List.of("-level:v", "40", "-crf:v", "23", "-maxrate:v", "4200000"));
    line.addAll(List.of("-bufsize:v", "5600000", "-bf:v", "2", "-g:v", "9999"));
    line.addAll(List.of("-sc_threshold:v", "0", "-forced-idr", "1"));
    line.addAll(List.of("-force_key_frames:v", "expr:gte(t,n_forced*4)", "-f", "mp4"));
    line.addAll(List.of("-movflags", "frag_keyframe+empty_moov+default_base_moof"));
    line.add(out.toString());
    long start = System.nanoTime();
    Process process = new ProcessBuilder(line).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("ffmpeg could not encode the film");
    }
    return seconds(start);
  }

  /** The segment at that second. */
  private int at(double second) {
    int i = 0;
    while (i + 1 < begins.size() && begins.get(i + 1) <= second) {
      i++;
    }
    return i;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void say(String what, double seconds) {
    System.out.printf(Locale.ROOT, "%-45s %8.2f s%n", what, seconds);
  }
}
