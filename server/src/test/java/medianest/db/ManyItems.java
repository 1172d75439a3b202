package medianest.db;

/**
 * SQL that fills a database as scans of five films to each two episodes would: 7,000 items, or as
 * many as {@code -Dmedianest.items} says.
 */
public final class ManyItems {

  public static final String ACCOUNT = "00000000-0000-7000-8000-00000000000a";
  public static final String LIBRARY = "00000000-0000-7000-8000-00000000000b";
  public static final String OTHER = "00000000-0000-7000-8000-00000000000c";

  private static final String COLUMNS =
      "INSERT INTO item (id, library_id, path, state, container, kind, title, year, sort_key,"
          + " search_text, search_more, series_id, season, episode, episode_end, rating, genres,"
          + " collection, people, about, file_name, size_bytes, modified_ns, duration_us,"
          + " width, hdr, languages, added_at)";

  private static final int ITEMS = Integer.getInteger("medianest.items", 7_000);
  private static final int FILMS = ITEMS / 7 * 5;
  private static final int EPISODES = ITEMS - FILMS;

  /** Of 4 seasons with 10 episodes each. */
  private static final int SERIES = Math.max(1, EPISODES / 40);

  /** Every tenth film is in a set of a hundred, and each of those has a number that ends in 0. */
  private static final int SETS = Math.max(100, FILMS / 1_000 * 10);

  /** A person watches thousands at most, of which a third is begun: none of each third. */
  private static final int EACH_WATCHED = withoutThird(Math.max(2, ITEMS / 3_500));

  private ManyItems() {}

  private static int withoutThird(int number) {
    return number % 3 == 0 ? number + 1 : number;
  }

  /**
   * Triggers and indexes wait until all is there: at a million items that is the difference between
   * minutes and a good part of an hour.
   */
  private static final String SET_ASIDE =
      "CREATE TEMP TABLE set_aside AS SELECT indexname, indexdef FROM pg_indexes"
          + " WHERE schemaname = 'public' AND indexdef NOT LIKE 'CREATE UNIQUE%'"
          + " AND tablename IN ('item', 'watch', 'mark', 'search_title', 'search_word',"
          + " 'collection_item', 'playlist_item')";

  private static final String TAKEN_AWAY =
      "DO $$ DECLARE name text; BEGIN FOR name IN SELECT indexname FROM set_aside LOOP"
          + " EXECUTE 'DROP INDEX ' || name; END LOOP; END $$";

  private static final String PUT_BACK =
      "DO $$ DECLARE definition text; BEGIN FOR definition IN SELECT indexdef FROM set_aside LOOP"
          + " EXECUTE definition; END LOOP; END $$";

  /** What the triggers would have kept along. */
  private static final String KEPT_TITLES =
      "INSERT INTO search_title SELECT id, library_id, kind, listed, shelved, sort_key,"
          + " search_text FROM item WHERE listed OR shelved";

  private static final String KEPT_COUNTS =
      "INSERT INTO item_count (library_id, kind, state, listed, shelved, slot, items)"
          + " SELECT library_id, kind, state, listed, shelved, 0, count(*) FROM item"
          + " WHERE missing_since IS NULL GROUP BY library_id, kind, state, listed, shelved";

  /** To be run over one connection by whoever owns the database. */
  public static String[] statements() {
    return new String[] {
      SET_ASIDE,
      TAKEN_AWAY,
      "SET session_replication_role = replica",
      "INSERT INTO account VALUES ('" + ACCOUNT + "', 'ada', 'ada', 'member', '', now())",
      "INSERT INTO library (id, name, kind, path, created_at) VALUES ('"
          + LIBRARY
          + "', 'Films', 'films', '/a', now()), ('"
          + OTHER
          + "', 'Series', 'series', '/b', now())",
      COLUMNS
          + " SELECT md5('film' || n)::uuid, '"
          + LIBRARY
          + "', ('f' || n)::bytea, 'ready', 'MP4', 'film', 'Film ' || n, 1950 + n % 70,"
          + " substr(md5('k' || n), 1, 12), substr(md5('k' || n), 1, 12) || ' w' || n,"
          + " 'p' || n % 900 || ' ' || repeat('plot ', 30), NULL::uuid, NULL::int, NULL::int,"
          + " NULL::int, (n % 100) / 10.0, ARRAY['g' || n % 20],"
          + " CASE WHEN n % 10 = 0 THEN 'Set ' || n % "
          + SETS
          + " ELSE '' END, ARRAY['Person ' || n % 900],"
          + " repeat('about ', 60), 'f' || n || '.mkv', n * 1000, n, n * 1000000::bigint,"
          + " CASE n % 10 WHEN 0 THEN 3840 WHEN 1 THEN 720 WHEN 2 THEN 1280 ELSE 1920 END,"
          + " n % 20 = 0, CASE n % 5 WHEN 0 THEN ARRAY['en', 'de'] ELSE ARRAY['en'] END,"
          + " timestamptz '2026-01-01' + n * interval '1 minute' FROM generate_series(1, "
          + FILMS
          + ") AS n",
      "INSERT INTO collection SELECT md5(name)::uuid, name, lower(name), false"
          + " FROM (SELECT DISTINCT collection AS name FROM item WHERE collection <> '') AS noted",
      COLUMNS
          + " SELECT md5('series' || n)::uuid, '"
          + OTHER
          + "', ('s' || n)::bytea, 'ready', NULL, 'series', 'Series ' || n, 1950 + n % 70, 'series"
          + " ' || n, 'series ' || n, '', NULL::uuid, NULL::int, NULL::int, NULL::int, 5, '{}', '',"
          + " '{}', NULL, '', 0, 0, NULL, NULL, false, '{}', timestamptz '2026-02-01' + n * interval '1 minute' FROM"
          + " generate_series(1, "
          + SERIES
          + ") AS n",
      COLUMNS
          + " SELECT md5('episode' || n)::uuid, '"
          + OTHER
          + "', ('e' || n)::bytea, 'ready', 'MP4', 'episode', 'Episode ' || n, NULL, 'episode ' ||"
          + " n, 'episode ' || n, '', md5('series' || 1 + n % "
          + SERIES
          + ")::uuid, 1 + n / "
          + SERIES
          + " % 4, n / "
          + 4 * SERIES
          + ", n / "
          + 4 * SERIES
          + ", 5, '{}', '', '{}', NULL, '', n, n, n, 1920, false, ARRAY['en'], timestamptz '2026-02-01'"
          + " FROM generate_series(1, "
          + EPISODES
          + ") AS n",
      "INSERT INTO watch SELECT '"
          + ACCOUNT
          + "', id, 1, n % 3 > 0, n % 3 = 0, timestamptz '2026-03-01' + n * interval '1 minute'"
          + " FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM item"
          + " WHERE kind <> 'series') AS seen WHERE n % "
          + EACH_WATCHED
          + " = 0",
      "INSERT INTO mark SELECT account_id, item_id, true, false, NULL, updated_at FROM watch",
      "INSERT INTO collection_item SELECT collection.id, item.id"
          + " FROM (SELECT id, row_number() OVER (ORDER BY name) AS n FROM collection) AS collection"
          + " JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM item WHERE kind = 'film'"
          + "  AND year < 1960) AS item ON item.n / 100 = collection.n",
      "INSERT INTO playlist SELECT md5('list' || n)::uuid, '"
          + ACCOUNT
          + "', 'List ' || n, now() FROM generate_series(1, 20) AS n",
      "INSERT INTO playlist_item SELECT playlist.id, item.id, row_number() OVER ()"
          + " FROM playlist, (SELECT id FROM item WHERE kind = 'film' AND year < 1955 ORDER BY id"
          + "  LIMIT 5000) AS item",
      "INSERT INTO search_word SELECT DISTINCT unnest(string_to_array(search_text, ' ')) FROM item"
          + " ON CONFLICT DO NOTHING",
      KEPT_TITLES,
      KEPT_COUNTS,
      "SET session_replication_role = origin",
      PUT_BACK,
      "DROP TABLE set_aside",
      "VACUUM ANALYZE"
    };
  }
}
