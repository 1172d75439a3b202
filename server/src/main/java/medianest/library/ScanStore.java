package medianest.library;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import medianest.db.Database;
import medianest.media.io.Bytes;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** What a scan reads from and writes to the table of items. */
final class ScanStore {

  private static final int REMOVED_AT_ONCE = 1000;

  /** A file that lies about in more copies than this may be taken for a new one when it moves. */
  private static final int MOST_FORMERS = 256;

  private final Database database;

  ScanStore(Database database) {
    this.database = database;
  }

  /** An item as the last scan left it. */
  record Known(long number, long sizeBytes, long modifiedNs, long naming, boolean missing) {
    boolean unchanged(FoundFile file) {
      return sizeBytes == file.sizeBytes() && modifiedNs == file.modifiedNs();
    }
  }

  /** A file that was looked at, and what it is to people. */
  record Looked(
      FoundFile file,
      String fileName,
      Identity identity,
      FileFacts facts,
      @Nullable Bytes fingerprint) {

    ItemKind kind() {
      return facts.soundOnly() ? ItemKind.AUDIO : ItemKind.valueOf(identity.kind().name());
    }
  }

  /** What a batch of a scan came to; items by their ids or by their numbers. */
  record Changes(Map<UUID, Looked> added, Map<Long, Looked> changed, Map<Long, Renamed> renamed) {
    static Changes none() {
      return new Changes(new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    boolean isEmpty() {
      return added.isEmpty() && changed.isEmpty() && renamed.isEmpty();
    }

    void clear() {
      added.clear();
      changed.clear();
      renamed.clear();
    }
  }

  /** An item whose content is as it was, but not its name, its place or its notes. */
  record Renamed(FoundFile file, String fileName, Identity identity) {}

  /** An item that may be the one that a new file was, and where its file lay. */
  record Former(long number, RawPath root, RawPath path, Bytes fingerprint) {}

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
              "/* item.known */ SELECT number, path, size_bytes, modified_ns, naming,"
                  + " missing_since IS NOT NULL AS missing FROM item"
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
                      row.getLong("modified_ns"),
                      row.getLong("naming"),
                      row.getBoolean("missing"))))
          .list();
      return known;
    });
  }

  /** Items with one of these fingerprints. */
  List<Former> formers(List<Bytes> fingerprints) {
    byte[][] wanted = fingerprints.stream().map(Bytes::toArray).toArray(byte[][]::new);
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.formers */ SELECT number, library.path AS root, item.path, fingerprint"
                    + " FROM item JOIN library ON library.id = library_id"
                    + " WHERE fingerprint = ANY(:fingerprints)"
                    + " ORDER BY missing_since NULLS LAST LIMIT :limit")
            .bind("fingerprints", array(wanted))
            .bind("limit", MOST_FORMERS)
            .map((row, context) ->
                new Former(
                    row.getLong("number"),
                    new RawPath(Bytes.of(row.getBytes("root"))),
                    new RawPath(Bytes.of(row.getBytes("path"))),
                    Bytes.of(row.getBytes("fingerprint"))))
            .list());
  }

  /**
   * Writes a batch. A power cut may take the last batches back, since the files are still there;
   * waiting for the disk at each would only make the scan slower.
   */
  void write(UUID library, Changes changes, Instant now) {
    database.transaction(handle -> {
      handle.execute("/* item.relax */ SET LOCAL synchronous_commit = off");
      new ItemWriteStore(handle, library, now).write(changes);
      return null;
    });
  }

  /**
   * Of a library.
   *
   * @param within files and folders to look at with all that is in them; empty for the whole
   * @param spared those that are left as they are
   */
  record Places(List<RawPath> within, List<RawPath> spared) {}

  /** Notes that the items are missing that {@code gone} picks by number, and answers how many. */
  long miss(UUID library, LongPredicate gone, Places places, Instant now) {
    long missed = 0;
    long after = -1;
    while (true) {
      List<Long> part =
          places.within().isEmpty()
              ? part(library, after)
              : partWithin(library, after, places.within());
      if (part.isEmpty()) {
        return missed;
      }
      after = part.getLast();
      List<Long> numbers = part.stream().filter(gone::test).toList();
      missed += numbers.isEmpty() ? 0 : miss(library, numbers, places.spared(), now);
    }
  }

  private List<Long> part(UUID library, long after) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.part */ SELECT number FROM item"
                    + " WHERE library_id = :library AND number > :after"
                    + " AND missing_since IS NULL AND kind NOT IN ('series', 'season')"
                    + " ORDER BY number LIMIT :limit")
            .bind("library", library)
            .bind("after", after)
            .bind("limit", REMOVED_AT_ONCE)
            .mapTo(Long.class)
            .list());
  }

  private List<Long> partWithin(UUID library, long after, List<RawPath> within) {
    return database.run(handle ->
        handle
            .createQuery(
                "/* item.part_within */ SELECT number FROM item"
                    + " WHERE library_id = :library AND number > :after"
                    + " AND missing_since IS NULL AND kind NOT IN ('series', 'season')"
                    + " AND EXISTS (SELECT FROM unnest(:within) AS folder WHERE path = folder"
                    + "  OR substring(path FROM 1 FOR octet_length(folder) + 1)"
                    + "   = folder || '/'::bytea)"
                    + " ORDER BY number LIMIT :limit")
            .bind("library", library)
            .bind("after", after)
            .bind("within", array(bytes(within)))
            .bind("limit", REMOVED_AT_ONCE)
            .mapTo(Long.class)
            .list());
  }

  private static byte[][] bytes(List<RawPath> paths) {
    return paths.stream().map(path -> path.bytes().toArray()).toArray(byte[][]::new);
  }

  private long miss(UUID library, List<Long> numbers, List<RawPath> spared, Instant now) {
    return database.transaction(handle ->
        handle
            .createUpdate(
                "/* item.miss */ UPDATE item SET missing_since = :now WHERE library_id = :library"
                    + " AND number = ANY(:numbers) AND NOT EXISTS"
                    + " (SELECT FROM unnest(:spared) AS folder"
                    + "  WHERE path = folder OR starts_with("
                    + "   encode(path, 'hex'), encode(folder || '/'::bytea, 'hex')))")
            .bind("library", library)
            .bindArray("numbers", Long.class, numbers)
            .bind("spared", array(bytes(spared)))
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .execute());
  }

  /** Series and seasons are there as long as one of their episodes is. */
  void followEpisodes(UUID library, Instant now) {
    database.transaction(handle -> {
      follow(
          handle,
          "/* item.lose_series */ UPDATE item SET missing_since = :now"
              + " WHERE library_id = :library AND kind IN ('series', 'season')"
              + " AND missing_since IS NULL AND NOT EXISTS ("
              + EPISODES
              + ")",
          library,
          now);
      return null;
    });
  }

  private static final String EPISODES =
      "SELECT FROM item AS episode WHERE episode.series_id = coalesce(item.series_id, item.id)"
          + " AND episode.kind NOT IN ('series', 'season') AND episode.missing_since IS NULL"
          + " AND (item.kind = 'series' OR episode.season = item.season)";

  private static void follow(Handle handle, String sql, UUID library, Instant now) {
    handle
        .createUpdate(sql)
        .bind("library", library)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** A file that is missing, and the number of its item. */
  private record Gone(long number, RawPath path) {}

  /**
   * The numbers of files that have been missing since before {@code then}, without those that are
   * to be kept: a disk that is away may have held most of the library.
   */
  List<Long> goneBefore(UUID library, Instant then, Predicate<RawPath> kept) {
    return database.longTransaction(handle -> {
      List<Long> numbers = new ArrayList<>();
      handle
          .createQuery(
              "/* item.gone */ SELECT number, path FROM item WHERE library_id = :library"
                  + " AND missing_since < :then AND kind NOT IN ('series', 'season')")
          .bind("library", library)
          .bind("then", then.atOffset(ZoneOffset.UTC))
          .setFetchSize(REMOVED_AT_ONCE)
          .map((row, context) ->
              new Gone(row.getLong("number"), new RawPath(Bytes.of(row.getBytes("path")))))
          .forEach(gone -> {
            if (!kept.test(gone.path())) {
              numbers.add(gone.number());
            }
          });
      return numbers;
    });
  }

  /** Forgets items with their history, and series and seasons that nothing is left of. */
  void forget(UUID library, List<Long> numbers, Instant then) {
    database.longTransaction(handle -> {
      handle
          .createUpdate(
              "/* item.forget */ DELETE FROM item WHERE library_id = :library"
                  + " AND number = ANY(:numbers)")
          .bind("library", library)
          .bindArray("numbers", Long.class, numbers)
          .execute();
      return handle
          .createUpdate(
              "/* item.forget_series */ DELETE FROM item WHERE library_id = :library"
                  + " AND missing_since < :then AND kind IN ('series', 'season') AND NOT EXISTS"
                  + " (SELECT FROM item AS episode WHERE episode.series_id ="
                  + " coalesce(item.series_id, item.id) AND episode.kind NOT IN"
                  + " ('series', 'season') AND (item.kind = 'series'"
                  + " OR episode.season = item.season))")
          .bind("library", library)
          .bind("then", then.atOffset(ZoneOffset.UTC))
          .execute();
    });
  }

  static Argument array(byte[][] values) {
    return (position, statement, context) ->
        statement.setArray(position, statement.getConnection().createArrayOf("bytea", values));
  }
}
