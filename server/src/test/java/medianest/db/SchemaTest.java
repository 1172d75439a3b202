package medianest.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaTest {

  @Test
  void namesEveryMigrationThatIsThere() throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(Schema.class.getResource("/" + Schema.FOLDER));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(Schema.MIGRATIONS).isEqualTo(names);
    }
  }

  @Test
  void knowsThatFlywayHasNothingToDo() {
    ConnectionFacts facts = TestPostgres.emptyDatabase();
    try (Database database = open(facts)) {
      assertThat(Schema.upToDate(database.pool())).isTrue();
    }
  }

  @Test
  void refusesTablesOfANewerVersion() {
    ConnectionFacts facts = TestPostgres.emptyDatabase();
    try (Database database = open(facts)) {
      database.run(handle ->
          handle.execute(
              "/* flyway_schema_history.change */"
                  + " UPDATE flyway_schema_history SET checksum = 1"));
    }
    assertThatThrownBy(() -> open(facts))
        .isInstanceOf(DatabaseProblem.class)
        .hasMessageContaining("newer MediaNest");
  }

  @Test
  void migratesOnceWhereSeveralNodesStartTogether() throws InterruptedException {
    ConnectionFacts facts = TestPostgres.emptyDatabase();
    AtomicInteger opened = new AtomicInteger();
    List<Thread> nodes =
        Stream.generate(() ->
                Thread.ofVirtual()
                    .start(() -> {
                      open(facts).close();
                      opened.incrementAndGet();
                    }))
            .limit(3)
            .toList();
    for (Thread node : nodes) {
      node.join();
    }
    assertThat(opened).hasValue(3);
  }

  private static Database open(ConnectionFacts facts) {
    return Database.open(facts, DatabaseConfig.defaults(), QueryObserver.NONE);
  }
}
