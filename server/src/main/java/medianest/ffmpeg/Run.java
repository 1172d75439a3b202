package medianest.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ffmpeg process from its start to its end.
 *
 * <p>Four platform threads go with it, since reading a pipe would hold the carrier of a virtual
 * one: one that watches; a throw-away one that takes the restrictions on, starts the process with
 * them, and stays, because the kernel ends the process when that thread is gone; one that reads
 * what the process writes; and one that listens to its complaints. The restricted one does nothing
 * else: it wakes nobody but the watching one, for a carrier of virtual threads that it made would
 * be restricted for ever, as would one of the threads by which Java waits for processes.
 */
public final class Run {

  private static final Logger LOG = LoggerFactory.getLogger(Run.class);
  private static final long LOOK_MILLIS = 250;

  /** As described above. */
  static final int THREADS = 4;

  private final Starter starter;
  private final Confinement confinement;
  private final Path folder;
  private final List<Path> devices;
  private final Limits limits;
  private final Complaints complaints = new Complaints();
  private final CompletableFuture<Starter.Started> started = new CompletableFuture<>();
  private final CompletableFuture<Ended> ended = new CompletableFuture<>();
  private final AtomicReference<Ended.@Nullable Cause> endedByUs = new AtomicReference<>();
  private volatile @Nullable Thread reading;

  Run(List<String> line, Confinement confinement, Path folder, List<Path> devices, Limits limits) {
    this.starter = new Starter(line, folder);
    this.confinement = confinement;
    this.folder = folder;
    this.devices = List.copyOf(devices);
    this.limits = limits;
  }

  /**
   * Starts the process; returns when it runs.
   *
   * @param atEnd is told before anybody else hears of the end
   */
  void start(Sink sink, Consumer<Ended> atEnd) throws IOException {
    Thread.ofPlatform()
        .daemon()
        .name("ffmpeg")
        .start(() -> {
          Ended how = whole(sink);
          removeFolder();
          atEnd.accept(how);
          ended.complete(how);
        });
    try {
      started.join();
    } catch (RuntimeException e) {
      throw new IOException("ffmpeg could not be started: " + e.getCause(), e);
    }
  }

  /** Ends it now; its output up to here is all there is. */
  public void stop() {
    end(Ended.Cause.STOPPED);
  }

  /** Waits for its end. */
  public Ended await() throws InterruptedException {
    try {
      return ended.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Done when it has ended. */
  public CompletableFuture<Ended> ended() {
    return ended.copy();
  }

  public boolean running() {
    return !ended.isDone();
  }

  /** Its number in the system. */
  public long pid() {
    return started.join().pid();
  }

  private void end(Ended.Cause cause) {
    endedByUs.compareAndSet(null, cause);
    var _ = started.thenAccept(process -> starter.kill());
    Thread reader = reading;
    if (reader != null && !reader.equals(Thread.currentThread())) {
      // It may hold ffmpeg back at this moment, waiting for something else than its output.
      reader.interrupt();
    }
  }

  private Ended whole(Sink sink) {
    Starter.Started process;
    try {
      process = starter.start(confinement.prepare(folder.resolve(Command.INPUT), devices));
    } catch (IOException | InterruptedException | RuntimeException e) {
      started.completeExceptionally(e);
      return new Ended(Ended.Cause.FAILED, -1, "It could not be started: " + e);
    }
    WatchedStream output = new WatchedStream(process.output());
    Thread listening = reader("ffmpeg-says", () -> listen(process.complaints()), this::stop);
    Thread reader = reader("ffmpeg-out", () -> read(sink, output), () -> stopUnlessOver(output));
    reading = reader;
    started.complete(process);
    try {
      watch(output);
      reader.join();
      listening.join();
    } catch (InterruptedException e) {
      end(Ended.Cause.STOPPED);
    }
    Ended.Cause ours = endedByUs.get();
    return ours == null
        ? Ended.of(starter.status(), complaints.text())
        : new Ended(ours, -1, complaints.text());
  }

  private interface Reading {
    void run() throws IOException, InterruptedException;
  }

  /** A reader that gives up on output cut short must not hide what cut it short. */
  private void stopUnlessOver(WatchedStream output) {
    if (!output.over()) {
      stop();
    }
  }

  private Thread reader(String name, Reading reading, Runnable giveUp) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(() -> {
          try {
            reading.run();
          } catch (IOException | InterruptedException e) {
            // A pipe that breaks when the process is ended is no news.
            LOG.debug("{} left off: {}", name, e.toString());
            giveUp.run();
          } catch (RuntimeException | Error e) {
            LOG.error("What ffmpeg wrote could not be taken.", e);
            giveUp.run();
          }
        });
  }

  private void listen(InputStream said) throws IOException {
    try (said) {
      complaints.read(said);
    }
  }

  private void read(Sink sink, InputStream output) throws IOException, InterruptedException {
    try (output) {
      sink.read(output);
      // A reader that has enough ends the run, unless the run has ended by itself.
      if (output.read() >= 0) {
        stop();
      }
    }
  }

  private void watch(WatchedStream output) throws InterruptedException {
    long start = System.nanoTime();
    long furthest = complaints.outTimeUs();
    long movedAt = start;
    while (!starter.await(LOOK_MILLIS)) {
      long now = System.nanoTime();
      long reached = complaints.outTimeUs();
      long waited = output.waitedNanos();
      if (reached != furthest || waited == 0) {
        furthest = reached;
        movedAt = now;
      }
      if (now - start > limits.wall().toNanos()) {
        end(Ended.Cause.OVERDUE);
      } else if (Math.min(waited, now - movedAt) > limits.stall().toNanos()) {
        end(Ended.Cause.STALLED);
      }
    }
  }

  private void removeFolder() {
    try {
      Files.deleteIfExists(folder.resolve(Command.INPUT));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.warn("The folder {} of a run of ffmpeg could not be removed: {}", folder, e.toString());
    }
  }
}
