package medianest.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  @Test
  void startsStopsAndKeepsWhatWasWritten() {
    Path data = TestPostgres.newDataFolder();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        Database database = open(postgres)) {
      database.run(handle -> handle.execute("/* thing.make */ CREATE TABLE thing (n int)"));
      database.run(handle -> handle.execute("/* thing.add */ INSERT INTO thing VALUES (7)"));
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        Database database = open(postgres)) {
      assertThat(things(database)).isEqualTo(7);
    }
  }

  /** On a machine with less than three gigabytes it holds no more than for a small one. */
  @Test
  void holdsMorePagesOnceMoreIsStored() {
    Path data = TestPostgres.newDataFolder();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        Database database = open(postgres)) {
      assertThat(pages(database)).isEqualTo((64L << 20) / 8192);
      database.run(handle ->
          handle.execute(
              "/* thing.fill */ CREATE UNLOGGED TABLE large AS SELECT"
                  + " repeat('x', 1900) FROM generate_series(1, 36000)"));
    }
    assumeTrue(PostgresSettings.buffers(80 << 20, PostgresSettings.memory()) > 64 << 20);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        Database database = open(postgres)) {
      assertThat(pages(database)).isBetween(9_000L, 16_000L);
    }
  }

  private static long pages(Database database) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* setting.pages */ SELECT setting::bigint FROM pg_settings"
                    + " WHERE name = 'shared_buffers'")
            .mapTo(Long.class)
            .one());
  }

  @Test
  void leavesNoProcessAndNoThreadBehind() throws IOException {
    Path data = TestPostgres.newDataFolder();
    EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
    Path cluster = data.toRealPath().resolve("postgres/cluster");
    ProcessHandle process = Postmaster.of(cluster).orElseThrow().process();

    postgres.close();

    assertThat(process.isAlive()).isFalse();
    assertThat(Postmaster.of(cluster)).isEmpty();
  }

  @Test
  void keepsThePasswordToItsOwner() throws IOException {
    Path data = TestPostgres.newDataFolder();
    EmbeddedPostgres.start(data).close();

    Path password = data.resolve("postgres/password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(password)).hasSize(64);
  }

  @Test
  void refusesTheWrongPassword() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestPostgres.newDataFolder())) {
      ConnectionFacts wrong =
          new ConnectionFacts(postgres.facts().url(), postgres.facts().username(), "wrong");
      assertThatThrownBy(() -> Database.open(wrong, DatabaseConfig.defaults(), QueryObserver.NONE))
          .isInstanceOf(DatabaseProblem.class)
          .hasMessageContaining("could not be reached")
          .hasMessageContaining("database.password");
    }
  }

  @Test
  void isFoundByOtherProgramsWhileItRuns() {
    Path data = TestPostgres.newDataFolder();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(EmbeddedPostgres.running(data)).isEqualTo(postgres.facts());
    }
    assertThatThrownBy(() -> EmbeddedPostgres.running(data))
        .isInstanceOf(DatabaseProblem.class)
        .hasMessageContaining("No embedded PostgreSQL runs");
  }

  @Test
  void startsAgainAfterItsServerWasKilled() throws Exception {
    Path data = TestPostgres.newDataFolder();
    Path cluster = data.toRealPath().resolve("postgres/cluster");
    Process server = killable(data);
    ProcessHandle orphan;
    try {
      awaitLine(server, "ready");
      orphan = Postmaster.of(cluster).orElseThrow().process();
      assertThatThrownBy(
              () -> DatabaseHome.forServer(data, DatabaseConfig.defaults(), QueryObserver.NONE))
          .isInstanceOf(DatabaseProblem.class)
          .hasMessageContaining("Another MediaNest (process " + server.pid() + ")");
      try (DatabaseHome beside = DatabaseHome.forCommand(data, DatabaseConfig.defaults())) {
        assertThat(beside.database().answers()).isTrue();
      }
    } finally {
      server.destroyForcibly().waitFor();
    }

    try (DatabaseHome home =
        DatabaseHome.forServer(data, DatabaseConfig.defaults(), QueryObserver.NONE)) {
      assertThat(home.database().answers()).isTrue();
      assertThat(orphan.isAlive()).isFalse();
    }
  }

  @Test
  void endsWithItsServerWhereTheKernelCan() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")));
    Path data = TestPostgres.newDataFolder();
    Process server = killable(data);
    ProcessHandle orphan;
    try {
      awaitLine(server, "ready");
      orphan = Postmaster.of(data.toRealPath().resolve("postgres/cluster")).orElseThrow().process();
    } finally {
      server.destroyForcibly().waitFor();
    }
    orphan.onExit().get(30, TimeUnit.SECONDS);
    assertThat(orphan.isAlive()).isFalse();
  }

  private static Process killable(Path data) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KilledServer.class.getName(),
            data.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void awaitLine(Process process, String wanted) throws IOException {
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      while (line != null && !line.equals(wanted)) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo(wanted);
    }
  }

  @Test
  void startsBelowAFolderThatIsClosedToItsAccount(@TempDir Path closed) throws IOException {
    // A folder for temporary files is its owner's alone; as root, PostgreSQL is somebody else.
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(closed)))
        .isEqualTo("rwx------");
    Path data = Files.createDirectory(closed.resolve("data"));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        Database database = open(postgres)) {
      assertThat(database.answers()).isTrue();
    }
  }

  @Test
  void doesNotTakeAnotherProcessForItsOwn() throws Exception {
    Path data = TestPostgres.newDataFolder();
    EmbeddedPostgres.start(data).close();
    Path cluster = data.toRealPath().resolve("postgres/cluster");
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          cluster.resolve("postmaster.pid"),
          stranger.pid() + "\n" + cluster + "\n0\n5432\n\n127.0.0.1\n1 1\nready\n");

      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
          Database database = open(postgres)) {
        assertThat(database.answers()).isTrue();
      }

      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void saysThatTheClusterIsOfAnotherVersion() throws IOException {
    Path data = TestPostgres.newDataFolder();
    EmbeddedPostgres.start(data).close();
    Files.writeString(data.resolve("postgres/cluster/PG_VERSION"), "17\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(data))
        .isInstanceOf(DatabaseProblem.class)
        .hasMessageContaining("written by PostgreSQL 17");
  }

  private static Database open(EmbeddedPostgres postgres) {
    return Database.open(postgres.facts(), DatabaseConfig.defaults(), QueryObserver.NONE);
  }

  private static int things(Database database) {
    return database.run(handle ->
        handle.createQuery("/* thing.one */ SELECT n FROM thing").mapTo(Integer.class).one());
  }
}
