package medianest.library;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongPredicate;
import medianest.db.Database;
import medianest.media.io.Bytes;
import medianest.media.track.Container;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What a scan reads from and writes to the table of items. */
final class ScanStore {

  private static final int REMOVED_AT_ONCE = 1000;

  private final Database database;

  ScanStore(Database database) {
    this.database = database;
  }

  /** An item as the last scan left it. */
  record Known(long number, long sizeBytes, long modifiedNs) {
    boolean unchanged(FoundFile file) {
      return sizeBytes == file.sizeBytes() && modifiedNs == file.modifiedNs();
    }
  }

  /** A file that was looked at, and how it is called. */
  record Looked(FoundFile file, String fileName, FileTitle title, ItemKind kind, FileFacts facts) {

    static Looked of(FoundFile file, String name, LibraryKind library, FileFacts facts) {
      String fileName = StoredText.of(name);
      ItemKind kind = facts.soundOnly() ? ItemKind.AUDIO : library.video();
      return new Looked(file, fileName, FileTitle.of(fileName), kind, facts);
    }
  }

  /** The number of the library's newest item; items that a scan adds have greater ones. */
  long lastNumber(UUID library) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.last_number */ SELECT coalesce(max(number), 0) FROM item"
                    + " WHERE library_id = :library")
            .bind("library", library)
            .mapTo(Long.class)
            .one());
  }

  /** The items of these files, by their paths below the library's folder. */
  Map<RawPath, Known> known(UUID library, List<FoundFile> files) {
    byte[][] paths =
        files.stream().map(file -> file.below().bytes().toArray()).toArray(byte[][]::new);
    return database.run(handle -> {
      Map<RawPath, Known> known = new HashMap<>();
      handle
          .createQuery(
              "/* item.known */ SELECT number, path, size_bytes, modified_ns FROM item"
                  + " WHERE library_id = :library"
                  + " AND path_hash IN (SELECT sha256(path) FROM unnest(:paths) AS path)")
          .bind("library", library)
          .bind("paths", array(paths))
          .map((row, context) ->
              known.put(
                  new RawPath(Bytes.of(row.getBytes("path"))),
                  new Known(
                      row.getLong("number"),
                      row.getLong("size_bytes"),
                      row.getLong("modified_ns"))))
          .list();
      return known;
    });
  }

  /**
   * Writes a batch. A power cut may take the last batches back, since the files are still there;
   * waiting for the disk at each would only make the scan slower.
   */
  void write(UUID library, Map<UUID, Looked> added, Map<Long, Looked> changed, Instant now) {
    database.transaction(handle -> {
      handle.execute("/* item.relax */ SET LOCAL synchronous_commit = off");
      add(handle, library, added, now);
      change(handle, changed);
      return null;
    });
  }

  /** Adds one item so that it survives a power cut. */
  void add(UUID library, UUID id, Looked looked, Instant now) {
    database.transaction(handle -> {
      add(handle, library, Map.of(id, looked), now);
      return null;
    });
  }

  /** Removes the items that {@code gone} picks by number and path, and answers how many. */
  long remove(UUID library, LongPredicate gone, List<RawPath> spared) {
    long removed = 0;
    long after = -1;
    while (true) {
      List<Known> part = part(library, after);
      if (part.isEmpty()) {
        return removed;
      }
      after = part.getLast().number();
      List<Long> numbers = part.stream().map(Known::number).filter(gone::test).toList();
      removed += numbers.isEmpty() ? 0 : remove(library, numbers, spared);
    }
  }

  private List<Known> part(UUID library, long after) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.part */ SELECT number, size_bytes, modified_ns FROM item"
                    + " WHERE library_id = :library AND number > :after"
                    + " ORDER BY number LIMIT :limit")
            .bind("library", library)
            .bind("after", after)
            .bind("limit", REMOVED_AT_ONCE)
            .map((row, context) -> new Known(row.getLong(1), row.getLong(2), row.getLong(3)))
            .list());
  }

  private long remove(UUID library, List<Long> numbers, List<RawPath> spared) {
    byte[][] folders = spared.stream().map(path -> path.bytes().toArray()).toArray(byte[][]::new);
    return database.transaction(handle ->
        handle
            .createUpdate(
                "/* item.remove_gone */ DELETE FROM item WHERE library_id = :library"
                    + " AND number = ANY(:numbers) AND NOT EXISTS"
                    + " (SELECT FROM unnest(:spared) AS folder"
                    + "  WHERE path = folder OR starts_with("
                    + "   encode(path, 'hex'), encode(folder || '/'::bytea, 'hex')))")
            .bind("library", library)
            .bindArray("numbers", Long.class, numbers)
            .bind("spared", array(folders))
            .execute());
  }

  private static void add(Handle handle, UUID library, Map<UUID, Looked> added, Instant now) {
    if (added.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            "/* item.add */ INSERT INTO item (id, library_id, path, state, reason, kind, title,"
                + " year, sort_key, search_text, file_name, container, size_bytes, modified_ns,"
                + " duration_us, width, height, details, added_at)"
                + " VALUES (:id, :library, :path, :state, :reason, :kind, :title, :year, :sortKey,"
                + " :searchText, :fileName, :container, :sizeBytes, :modifiedNs, :durationUs,"
                + " :width, :height, :details, :now)"
                + " ON CONFLICT (library_id, path_hash) DO NOTHING");
    added.forEach((id, looked) -> {
      FileTitle title = looked.title();
      bindFacts(batch, looked)
          .bind("id", id)
          .bind("library", library)
          .bind("path", looked.file().below().bytes().toArray())
          .bind("title", title.title())
          .bind("year", title.year())
          .bind("sortKey", Folding.sortKey(title.title()))
          .bind("searchText", Folding.searchText(title.title(), looked.fileName()))
          .bind("fileName", looked.fileName())
          .bind("now", now.atOffset(ZoneOffset.UTC));
      batch.add();
    });
    batch.execute();
  }

  private static void change(Handle handle, Map<Long, Looked> changed) {
    if (changed.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            "/* item.change */ UPDATE item SET state = :state, reason = :reason, kind = :kind,"
                + " container = :container, size_bytes = :sizeBytes, modified_ns = :modifiedNs,"
                + " duration_us = :durationUs, width = :width, height = :height,"
                + " details = :details WHERE number = :number");
    changed.forEach((number, looked) -> {
      bindFacts(batch, looked).bind("number", number);
      batch.add();
    });
    batch.execute();
  }

  private static <S extends SqlStatement<S>> S bindFacts(S sql, Looked looked) {
    FileFacts facts = looked.facts();
    return sql.bind("state", facts.state().word())
        .bind("reason", facts.reason())
        .bind("kind", looked.kind().word())
        .bind("container", word(facts.container()))
        .bind("sizeBytes", looked.file().sizeBytes())
        .bind("modifiedNs", looked.file().modifiedNs())
        .bind("durationUs", facts.durationUs())
        .bind("width", facts.width())
        .bind("height", facts.height())
        .bind("details", DetailsJson.write(facts.details()));
  }

  private static @Nullable String word(@Nullable Container container) {
    return container == null ? null : container.name();
  }

  private static Argument array(byte[][] values) {
    return (position, statement, context) ->
        statement.setArray(position, statement.getConnection().createArrayOf("bytea", values));
  }
}
