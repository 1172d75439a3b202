package medianest.db;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the embedded PostgreSQL in the data folder: the cluster, in the words of PostgreSQL,
 * and the password that only this program knows.
 *
 * @param home the folder {@code postgres} of the data folder
 * @param account runs PostgreSQL and owns its files; null where this process may do so itself
 * @param obstacle a folder on the way that the account may not enter by itself; null where it may
 */
record Cluster(
    Path home, PostgresBinaries binaries, @Nullable UnixAccount account, @Nullable Path obstacle) {

  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  /** What makes trigrams know letters beyond ASCII; all else goes by the built-in locale. */
  private static final String LETTERS = "C.UTF-8";

  private static final String NO_SUCH_LOCALE = "invalid locale name";

  static final String USERNAME = "medianest";
  static final String DATABASE = "postgres";

  /** The cluster of the data folder, which is made at the first call. */
  static Cluster in(Path dataFolder) throws IOException, InterruptedException {
    Path home = dataFolder.toRealPath().resolve("postgres");
    UnixAccount account = UnixAccount.root() ? UnixAccount.inPlaceOfRoot(folder(home)) : null;
    PostgresBinaries binaries = PostgresBinaries.below(home);
    Path obstacle = account == null ? null : obstacle(home, account);
    Cluster cluster = new Cluster(home, binaries, account, obstacle);
    if (!Files.exists(cluster.folder())) {
      cluster.make();
    }
    cluster.requireVersion();
    return cluster;
  }

  /** What gets a client in, if the cluster's PostgreSQL runs. */
  static Optional<ConnectionFacts> running(Path dataFolder) throws IOException {
    Path home = dataFolder.toRealPath().resolve("postgres");
    Optional<Postmaster> postmaster = Postmaster.of(folder(home));
    return postmaster.isEmpty()
        ? Optional.empty()
        : Optional.of(facts(postmaster.get().port(), password(home)));
  }

  ConnectionFacts facts(int port) throws IOException {
    return facts(port, password(home));
  }

  /** What PostgreSQL calls its data directory. */
  Path folder() {
    return folder(home);
  }

  static Path folder(Path home) {
    return home.resolve("cluster");
  }

  /** What tables and indexes take on the disk, in bytes; looked at while PostgreSQL rests. */
  long stored() {
    long stored = 0;
    for (File database : listed(folder().resolve("base").toFile())) {
      for (File file : listed(database)) {
        stored += file.length();
      }
    }
    return stored;
  }

  private static File[] listed(File folder) {
    File[] files = folder.listFiles();
    return files == null ? new File[0] : files;
  }

  private static ConnectionFacts facts(int port, String password) {
    return new ConnectionFacts(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, USERNAME, password);
  }

  private static String password(Path home) throws IOException {
    return Files.readString(home.resolve("password"));
  }

  /** Opens the folders that are ours to the account, for passing through; finds what is left. */
  private static @Nullable Path obstacle(Path home, UnixAccount account) throws IOException {
    for (Path ours : List.of(home.resolveSibling(".").normalize(), home)) {
      if (ours.equals(account.obstacle(ours))) {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(ours));
        permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(ours, permissions);
      }
    }
    return account.obstacle(home);
  }

  /** What to do where PostgreSQL did not get on its feet. */
  String advice(String lastWords) {
    return account == null || obstacle == null
        ? lastWords
        : "it does not run as root, and the account "
            + account.name()
            + " may not enter "
            + obstacle
            + "; choose another data folder with --data, such as /var/lib/medianest, or start"
            + " MediaNest as an ordinary user.";
  }

  private void requireVersion() throws IOException {
    String version = Files.readString(folder().resolve("PG_VERSION")).strip();
    if (!version.equals(PostgresBinaries.MAJOR)) {
      throw new DatabaseProblem(
          "The data folder was written by PostgreSQL "
              + version
              + ", but this MediaNest brings PostgreSQL "
              + PostgresBinaries.MAJOR
              + "; back it up with the version that wrote it, and restore it with this one.");
    }
  }

  /** Makes the cluster under another name first, so that half a cluster is never taken for one. */
  private void make() throws IOException, InterruptedException {
    Path workshop = home.resolve("new-cluster");
    if (Files.exists(workshop)) {
      Folders.delete(workshop);
    }
    Folders.makePrivate(workshop, account);
    Path password = home.resolve("password");
    writePrivate(password, newPassword());
    Path copy = workshop.resolve("password");
    writePrivate(copy, Files.readString(password));
    if (account != null) {
      account.own(copy);
    }
    String output = initdb(workshop.resolve("cluster"), copy, LETTERS);
    if (output.contains(NO_SUCH_LOCALE)) {
      LOG.warn(
          "This system has no locale {}; searches forgive typing errors in Latin letters only.",
          LETTERS);
      output = initdb(workshop.resolve("cluster"), copy, "C");
    }
    if (!output.isEmpty()) {
      throw new DatabaseProblem(
          "The embedded PostgreSQL could not be set up: "
              + advice(PostgresCommand.complaint(output)));
    }
    Files.delete(copy);
    Files.move(workshop.resolve("cluster"), folder(), StandardCopyOption.ATOMIC_MOVE);
    Folders.delete(workshop);
  }

  /** What the program complains of; empty where all went well. */
  private String initdb(Path target, Path passwordFile, String letters)
      throws IOException, InterruptedException {
    ProcessBuilder initdb =
        PostgresCommand.of(
            this,
            false,
            binaries.program("initdb"),
            List.of(
                "--pgdata=" + target,
                "--username=" + USERNAME,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // Order and case by code point, alike on every machine: an index must not depend
                // on a library of the system that an update changes.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--lc-ctype=" + letters,
                "--data-checksums",
                "--no-instructions",
                // Iterations slow down guessing, which is hopeless with 256 random bits anyhow;
                // they would only slow down each connection.
                "--set=scram_iterations=1"));
    initdb.redirectErrorStream(true);
    Process process = initdb.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : output;
  }

  private static void writePrivate(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  private static String newPassword() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
