package medianest.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import medianest.config.Settings;
import medianest.media.io.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ffmpeg program of this machine, and all of its processes that run for this server. */
public final class Ffmpeg implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ffmpeg.class);

  private static final String ABSENT =
      "ffmpeg was not found; install it, or name it under ffmpeg.program in medianest.yml.";

  private final FfmpegConfig config;
  private final Path folder;
  private final @Nullable Path program;
  private final Confinement confinement;
  private final AtomicLong runs = new AtomicLong();
  private final Set<Run> running = ConcurrentHashMap.newKeySet();
  private final Map<Ended.Cause, Long> endings = new ConcurrentHashMap<>();
  private final FutureTask<Findings> findings;
  private final AtomicBoolean testing = new AtomicBoolean();
  private volatile boolean closed;

  private Ffmpeg(FfmpegConfig config, Path folder, @Nullable Path program) {
    this.config = config;
    this.folder = folder;
    this.program = program;
    this.confinement = new Confinement(program == null ? folder : program);
    this.findings =
        new FutureTask<>(
            () -> program == null ? Findings.none(ABSENT) : new SelfTest(this).findings());
  }

  /**
   * Looks for the program.
   *
   * @param folder of the server's own; what runs that were killed left in it is removed
   */
  public static Ffmpeg find(FfmpegConfig config, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    removeLeftovers(folder);
    return new Ffmpeg(config, folder, program(config.program()).orElse(null));
  }

  /** Lets the program show in the background what it can do, once. */
  public void test() {
    if (!testing.getAndSet(true)) {
      Thread.ofPlatform().daemon().name("ffmpeg-test").start(findings);
    }
  }

  /** The program under that path, or on the path of the environment where it is empty. */
  public static Optional<Path> program(String named) {
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named).toAbsolutePath()).filter(Files::isExecutable);
    }
    String path = Settings.environment("PATH");
    for (String place : path == null ? new String[0] : path.split(":", -1)) {
      Path program = Path.of(place, "ffmpeg").toAbsolutePath();
      if (!place.isEmpty() && Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  private static void removeLeftovers(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "run-*")) {
      for (Path run : left) {
        Files.deleteIfExists(run.resolve(Command.INPUT));
        Files.deleteIfExists(run);
      }
    }
  }

  /** What the program can do; waits for its test, a second at most. */
  public Findings findings() {
    test();
    try {
      return findings.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Findings.none("The server is stopping.");
    } catch (ExecutionException e) {
      LOG.error("ffmpeg could not be tested.", e.getCause());
      return Findings.none("ffmpeg could not be tested; the log has more.");
    }
  }

  /** The same, if the test is over. */
  public Optional<Findings> tested() {
    return findings.isDone() && !findings.isCancelled()
        ? Optional.of(findings())
        : Optional.empty();
  }

  public Optional<Path> program() {
    return Optional.ofNullable(program);
  }

  /** Threads that one run is to use. */
  public int threads() {
    return config.threadsOfRun();
  }

  /** How many processes run now. */
  public int running() {
    return running.size();
  }

  /** How many have ended so. */
  long ended(Ended.Cause cause) {
    return endings.getOrDefault(cause, 0L);
  }

  /** Threads of this server that go with them. */
  public int watchers() {
    return running.size() * Run.THREADS;
  }

  /**
   * Starts a run; what it writes goes to the sink, on a thread of its own.
   *
   * @throws IOException if the process cannot be started
   */
  public Run start(Command command, Limits limits, Sink sink) throws IOException {
    Path place = Files.createDirectory(folder.resolve("run-" + runs.incrementAndGet()));
    Files.createSymbolicLink(place.resolve(Command.INPUT), command.file().toAbsolutePath());
    Path asked = program(place);
    List<String> line =
        command.onHardware()
            ? Launch.lineOfHardware(asked, limits)
            : Launch.line(asked, limits, config.maxMemoryBytes());
    line.addAll(command.arguments());
    return start(new Run(line, confinement, place, command.devices(), limits), sink);
  }

  /** Starts a run and waits for its end. */
  public Ended run(Command command, Limits limits, Sink sink)
      throws IOException, InterruptedException {
    Run run = start(command, limits, sink);
    try {
      return run.await();
    } catch (InterruptedException e) {
      run.stop();
      throw e;
    }
  }

  /** What a run wrote, and how it ended. */
  public record Output(Ended ended, Bytes bytes) {}

  /** Runs to the end, and keeps what is written in memory; a run that writes more is stopped. */
  public Output collect(Command command, Limits limits, int mostBytes)
      throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Ended ended = run(command, limits, output -> copy(output, bytes, mostBytes));
    return new Output(ended, Bytes.of(bytes.toByteArray()));
  }

  /** What the program says when asked by words of ours. */
  String ask(String... words) throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("run-" + runs.incrementAndGet()));
    List<String> arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner"));
    arguments.addAll(List.of(words));
    return said(place, program(place), arguments);
  }

  /** What is in a file, by the program ffprobe that lies beside ffmpeg. */
  public Inspection inspect(Path file, Demuxer demuxer) throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("run-" + runs.incrementAndGet()));
    Files.createSymbolicLink(place.resolve(Command.INPUT), file.toAbsolutePath());
    Path beside = program(place).resolveSibling("ffprobe");
    return Inspection.parse(said(place, beside, Inspection.arguments(demuxer)));
  }

  private String said(Path place, Path asked, List<String> arguments)
      throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> line = Launch.line(asked, Limits.SHORT, config.maxMemoryBytes());
    line.addAll(arguments);
    Run run = new Run(line, confinement, place, List.of(), Limits.SHORT);
    start(run, out -> copy(out, bytes, 1 << 20)).await();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The program, if it may still be started; else the folder of the run goes again. */
  private Path program(Path place) throws IOException {
    Path found = program;
    if (found == null || closed) {
      Files.deleteIfExists(place.resolve(Command.INPUT));
      Files.deleteIfExists(place);
      throw new IOException(found == null ? ABSENT : "The server is stopping.");
    }
    return found;
  }

  private Run start(Run run, Sink sink) throws IOException {
    running.add(run);
    run.start(sink, how -> ended(run, how));
    return run;
  }

  private void ended(Run run, Ended how) {
    running.remove(run);
    endings.merge(how.cause(), 1L, Long::sum);
  }

  private static void copy(InputStream from, ByteArrayOutputStream to, int most)
      throws IOException {
    to.writeBytes(from.readNBytes(most));
  }

  /** Ends all runs. */
  @Override
  public void close() {
    closed = true;
    findings.cancel(true);
    for (Run run : running) {
      run.stop();
    }
    for (Run run : running) {
      run.ended().join();
    }
  }
}
