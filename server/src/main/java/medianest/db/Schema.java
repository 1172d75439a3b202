package medianest.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables, brought up to date by the migrations that this program carries. Flyway does it, but
 * takes a good part of a second to find that there is nothing to do; so one query against its
 * history comes first.
 */
final class Schema {

  static final String FOLDER = "medianest/db/migration";

  /** Every migration, in order. Each feature adds its own; none is ever changed. */
  static final List<String> MIGRATIONS =
      List.of(
          "V001__accounts.sql",
          "V002__library.sql",
          "V003__watch.sql",
          "V004__upload.sql",
          "V200__artwork.sql",
          "V300__identity.sql",
          "V301__people.sql",
          "V302__search_word.sql",
          "V310__lists.sql",
          "V311__shelf_orders.sql",
          "V312__search_title.sql",
          "V313__order_values.sql",
          "V314__specials.sql",
          "V315__logo.sql",
          "V316__filters.sql",
          "V320__metadata.sql",
          "V400__history.sql",
          "V401__alerts.sql",
          "V410__load_tests.sql",
          "V411__item_count_slots.sql",
          "V412__upload_content.sql",
          "V413__series_metadata.sql");

  private static final List<Step> BUNDLED = bundled();

  private Schema() {}

  /** Reads the migrations that this program carries, unless it has. */
  static void load() {
    // Initializing the class does it.
  }

  /**
   * Applies what is new.
   *
   * @param unhurried connects without a limit of time: a new index of a million rows takes longer
   *     than any statement that somebody waits for
   */
  static void bringUpToDate(DataSource source, DataSource unhurried) {
    try {
      if (!upToDate(source)) {
        Flyway.configure()
            .dataSource(unhurried)
            .locations("classpath:" + FOLDER)
            .loggers("slf4j")
            // Features number theirs apart, and one may come after another with a higher number.
            .outOfOrder(true)
            .load()
            .migrate();
      }
    } catch (FlywayException e) {
      throw new DatabaseProblem(
          "The tables of the database could not be brought up to date; if it was written by a newer"
              + " MediaNest, use that one, else restore a backup: "
              + e.getMessage(),
          e);
    }
  }

  /** Whether exactly the migrations of this program have been applied, each as it is here. */
  static boolean upToDate(DataSource source) {
    try {
      return applied(source).equals(BUNDLED);
    } catch (SQLException e) {
      throw new DatabaseProblem("The database could not be read: " + e.getMessage() + ".", e);
    }
  }

  /** A migration as Flyway's history has it. */
  private record Step(String version, int checksum) {}

  private static List<Step> applied(DataSource source) throws SQLException {
    List<Step> steps = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      if (!hasHistory(statement)) {
        return steps;
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT version, checksum FROM flyway_schema_history"
                  + " WHERE success AND version IS NOT NULL ORDER BY version")) {
        while (rows.next()) {
          steps.add(new Step(rows.getString(1), rows.getInt(2)));
        }
      }
    }
    return steps;
  }

  private static boolean hasHistory(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static List<Step> bundled() {
    return MIGRATIONS.stream()
        .map(name -> new Step(name.substring(1, name.indexOf("__")), checksum(name)))
        .toList();
  }

  /** Flyway's: CRC-32 over the lines without their ends. */
  private static int checksum(String migration) {
    CRC32 crc = new CRC32();
    try (InputStream in = Schema.class.getResourceAsStream("/" + FOLDER + "/" + migration)) {
      if (in == null) {
        throw new IllegalStateException("the migration " + migration + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        crc.update(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (int) crc.getValue();
  }
}
