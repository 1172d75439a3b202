package medianest.artwork;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import medianest.db.Database;

/** Films in the database, as a scan would have put them there. */
final class FilmRows {

  private final Database database;
  private final UUID library = UUID.randomUUID();

  FilmRows(Database database) {
    this.database = database;
  }

  /** An empty library of that folder, and nothing else. */
  void begin(Path folder) {
    database.run(handle -> {
      handle.execute("/* library.clear */ TRUNCATE library CASCADE");
      return handle.execute(
          "/* library.add */ INSERT INTO library (id, name, kind, path, created_at)"
              + " VALUES (?, 'Films', 'films', ?, now())",
          library,
          folder.toString().getBytes(StandardCharsets.UTF_8));
    });
  }

  void insert(UUID id, String name, long size, long modified) {
    database.run(handle ->
        handle.execute(
            "/* item.add */ INSERT INTO item (id, library_id, path, state, kind, title, sort_key,"
                + " search_text, file_name, size_bytes, modified_ns, added_at)"
                + " VALUES (?, ?, ?, 'ready', 'film', 't', 't', 't', 't', ?, ?, now())",
            id,
            library,
            name.getBytes(StandardCharsets.UTF_8),
            size,
            modified));
  }
}
