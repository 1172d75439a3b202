package medianest.http;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import medianest.log.Logging;
import medianest.log.MeasuredAppender;
import medianest.metrics.RequestRecord;
import medianest.metrics.Work;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.slf4j.LoggerFactory;

/**
 * What the line of a request costs who answers it, and how many lines go to a write (goal P16).
 * Between two lines a caller does some work, as a server does: whoever does nothing but log is
 * faster than any file and has its lines dropped, which costs next to nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RequestLineBenchmark {

  /** About 10 microseconds, which is less than any request takes. */
  private static final long WORK = 5_000;

  /** Off tells what taking the time costs. */
  @Param({"off", "logback", "text", "json"})
  public String appender = "off";

  private final RequestRecord request =
      new RequestRecord(
          "0af7651916cd43dd8448eb211c80319c",
          "GET",
          "/api/v1/media/{id}",
          200,
          0,
          1_100_000,
          1_234_567,
          4_567,
          "anna",
          Work.Done.NOTHING);
  private final AtomicLong lines = new AtomicLong();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private Path file = Path.of("");
  private OutputStream out = OutputStream.nullOutputStream();
  private long writesBefore;

  @Setup
  public void open() throws IOException {
    file = Files.createTempFile("medianest-lines", ".log");
    out = Files.newOutputStream(file);
    context.reset();
    Logger log = context.getLogger(Logging.REQUESTS);
    log.setLevel(appender.equals("off") ? ch.qos.logback.classic.Level.OFF : null);
    log.addAppender(MeasuredAppender.named(appender, out, context));
    writesBefore = writes();
  }

  /** One thread that answers requests. */
  @State(Scope.Thread)
  public static class Caller {
    private long requests;
    private AtomicLong sum = new AtomicLong();

    @Setup
    public void begin(RequestLineBenchmark benchmark) {
      sum = benchmark.lines;
    }

    @Setup(Level.Invocation)
    public void work() {
      Blackhole.consumeCPU(WORK);
      requests++;
    }

    @TearDown
    public void count() {
      sum.addAndGet(requests);
    }
  }

  @Benchmark
  public void line(Caller caller) {
    RequestLines.write(request);
  }

  @TearDown
  public void tell() throws IOException {
    context.stop();
    out.close();
    long writes = writes() - writesBefore;
    try (Stream<String> written = Files.lines(file)) {
      long came = written.count();
      System.out.printf(
          Locale.ROOT,
          "%n%s: %d lines asked for, %d in the file, %d write calls of the process: %.1f lines each%n",
          appender,
          lines.get(),
          came,
          writes,
          came / (double) writes);
    }
    Files.delete(file);
  }

  /** As Linux counts them (proc_pid_io(5)); the few of the harness are among them. */
  private static long writes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/io")).stream()
        .filter(line -> line.startsWith("syscw: "))
        .mapToLong(line -> Long.parseLong(line.substring("syscw: ".length())))
        .sum();
  }
}
