package medianest;

import java.io.IOException;
import java.util.SplittableRandom;
import medianest.db.ConnectionFacts;
import medianest.db.DatabaseHome;
import medianest.loadtest.sql.OwnSchema;
import medianest.loadtest.sql.Statements;
import org.jspecify.annotations.Nullable;

/** The database of the settings under a load test, which leaves its tables as they are. */
record TestDatabase(DatabaseHome home, Statements schema) implements Statements {

  static Statements open(MediaNestConfig config, int connections) throws IOException {
    DatabaseHome home = DatabaseHome.forCommand(config.data(), config.database());
    try {
      ConnectionFacts facts = home.facts();
      return new TestDatabase(
          home, OwnSchema.open(facts.url(), facts.username(), facts.password(), connections));
    } catch (IOException | RuntimeException e) {
      home.close();
      throw e;
    }
  }

  @Override
  public @Nullable String run(String sql, SplittableRandom random) throws IOException {
    return schema.run(sql, random);
  }

  @Override
  public String where() {
    return schema.where();
  }

  @Override
  public void close() {
    schema.close();
    home.close();
  }
}
