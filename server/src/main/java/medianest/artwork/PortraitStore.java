package medianest.artwork;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import medianest.db.Database;

/** The table of the pictures of people. */
final class PortraitStore {

  private final Database database;

  PortraitStore(Database database) {
    this.database = database;
  }

  /** The files of those that there are, by names. */
  Map<String, String> find(List<String> names) {
    Map<String, String> found = new HashMap<>();
    if (!names.isEmpty()) {
      database.run(handle ->
          handle
              .createQuery(
                  "/* portrait.find */ SELECT name, picture FROM portrait"
                      + " WHERE name = ANY(:names)")
              .bindArray("names", String.class, names)
              .map((row, context) -> found.put(row.getString("name"), row.getString("picture")))
              .list());
    }
    return found;
  }

  void keep(String name, String picture) {
    database.run(handle ->
        handle
            .createUpdate(
                "/* portrait.keep */ INSERT INTO portrait (name, picture)"
                    + " VALUES (:name, :picture)"
                    + " ON CONFLICT (name) DO UPDATE SET picture = excluded.picture")
            .bind("name", name)
            .bind("picture", picture)
            .execute());
  }
}
