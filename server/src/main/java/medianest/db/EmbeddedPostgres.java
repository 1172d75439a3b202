package medianest.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own in the data folder, started at need, watched, and started again when it
 * dies.
 *
 * <p>It listens on a free port of the loopback only, with a password that lies in the data folder.
 * One platform thread starts it, reads its log and stays until it ends: the kernel ties a child's
 * death signal to the thread that made it, not to the process.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** An error of a statement is its caller's to report. */
  private static final Pattern SERIOUS = Pattern.compile("(?:WARNING|FATAL|PANIC):|setpriv:");

  private static final String READY = "database system is ready to accept connections";

  /** Recovery after a power cut reads the log again, which may take its time. */
  private static final int START_SECONDS = 120;

  /** A start that fails with less than this left on the disk failed for want of it. */
  private static final long LEAST_ROOM = 32 << 20;

  /** As often as a worker is started again (M25), so that a broken one does not spin for ever. */
  private static final int RESTARTS = 10;

  private final Cluster cluster;
  private final int port;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Thread keeper;
  private volatile boolean stopping;

  private EmbeddedPostgres(Cluster cluster, int port) {
    this.cluster = cluster;
    this.port = port;
    this.keeper = Thread.ofPlatform().daemon().name("postgres").unstarted(this::keep);
  }

  /** Starts the PostgreSQL of the data folder, whose lock the caller holds. */
  public static EmbeddedPostgres start(Path dataFolder) {
    try {
      Cluster cluster = Cluster.in(dataFolder);
      Postmaster.stopLeftover(cluster.folder());
      EmbeddedPostgres postgres = new EmbeddedPostgres(cluster, freePort());
      postgres.keeper.start();
      postgres.awaitReady();
      return postgres;
    } catch (IOException e) {
      throw new DatabaseProblem(
          hasRoom(dataFolder)
              ? "The embedded PostgreSQL could not be started: " + e + "."
              : "The disk of the data folder "
                  + dataFolder
                  + " is full; free some space there, or choose another folder with --data.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseProblem("The start of the embedded PostgreSQL was interrupted.", e);
    }
  }

  private static boolean hasRoom(Path dataFolder) {
    try {
      return Files.getFileStore(dataFolder).getUsableSpace() > LEAST_ROOM;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether the files of the database are to be made, or were not closed properly. */
  public static boolean startsSlowly(Path dataFolder) {
    Path cluster = Cluster.folder(dataFolder.resolve("postgres"));
    return !Files.isDirectory(cluster) || Files.exists(cluster.resolve("postmaster.pid"));
  }

  /** How to reach the PostgreSQL that a server runs on the data folder, for other programs. */
  public static ConnectionFacts running(Path dataFolder) {
    try {
      return Cluster.running(dataFolder)
          .orElseThrow(() ->
              new DatabaseProblem(
                  "No embedded PostgreSQL runs on the data folder " + dataFolder + "."));
    } catch (IOException e) {
      throw new DatabaseProblem(
          "The PostgreSQL of the data folder cannot be used by this account: " + e + ".", e);
    }
  }

  public ConnectionFacts facts() {
    try {
      return cluster.facts(port);
    } catch (IOException e) {
      throw new DatabaseProblem("The password of the embedded PostgreSQL cannot be read.", e);
    }
  }

  /** Stops it the fast way: sessions are ended, everything is written. */
  @Override
  public void close() {
    stopping = true;
    try {
      var postmaster = Postmaster.of(cluster.folder());
      if (postmaster.isPresent()) {
        postmaster.get().stop();
      }
      keeper.join(TimeUnit.SECONDS.toMillis(START_SECONDS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady() throws InterruptedException {
    try {
      ready.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DatabaseProblem(String.valueOf(cause.getMessage()), cause);
    } catch (TimeoutException e) {
      close();
      throw new DatabaseProblem(
          "The embedded PostgreSQL was not ready after " + START_SECONDS + " s; see the log.", e);
    }
  }

  private void keep() {
    for (int restart = 0; restart <= RESTARTS && !stopping; restart++) {
      String lastWords = runOnce();
      ready.completeExceptionally(
          new DatabaseProblem(
              "The embedded PostgreSQL did not start: " + cluster.advice(lastWords)));
      if (ready.isCompletedExceptionally()) {
        return;
      }
      if (!stopping) {
        LOG.error("The embedded PostgreSQL ended ({}); it is started again.", lastWords);
      }
    }
    if (!stopping) {
      LOG.error("The embedded PostgreSQL ended {} times and is not started again.", RESTARTS + 1);
    }
  }

  /** Runs PostgreSQL until it ends. */
  private String runOnce() {
    List<String> arguments = new ArrayList<>(List.of("-D", cluster.folder().toString()));
    arguments.addAll(PostgresSettings.arguments(port, cluster.stored()));
    ProcessBuilder command =
        PostgresCommand.of(cluster, true, cluster.binaries().program("postgres"), arguments);
    command.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = command.start();
      process.getOutputStream().close();
      String lastWords = readLog(process);
      process.waitFor();
      return lastWords;
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private String readLog(Process process) throws IOException {
    String lastWords = "it said nothing";
    try (BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        if (line.contains(READY)) {
          ready.complete(null);
        }
        if (SERIOUS.matcher(line).lookingAt() && !stopping) {
          LOG.warn("{}", line);
          lastWords = line;
        } else {
          LOG.debug("{}", line);
        }
      }
    }
    return lastWords;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
