-- Folders, and what was found in them.

-- Search that forgives typing errors needs trigrams. They come with PostgreSQL, but a server
-- elsewhere may lack them or not let us have them; then search goes by the beginnings of words.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'no trigrams: %', SQLERRM;
END
$$;

CREATE TABLE library (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('films', 'series', 'home', 'other')),
  -- The bytes of the absolute path: a name on Linux need not be text.
  path bytea NOT NULL,
  uploads boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  scan_state text NOT NULL DEFAULT 'idle' CHECK (scan_state IN ('idle', 'running', 'failed')),
  scan_started_at timestamptz,
  scan_finished_at timestamptz,
  scan_reason text,
  scan_files_seen bigint NOT NULL DEFAULT 0,
  scan_files_done bigint NOT NULL DEFAULT 0,
  scan_files_total bigint
);
-- A path can be longer than an index entry, so its hash stands for it.
CREATE UNIQUE INDEX library_path ON library (sha256(path));
CREATE UNIQUE INDEX library_uploads ON library (uploads) WHERE uploads;

CREATE TABLE item (
  id uuid PRIMARY KEY,
  -- Dense, so that a scan can remember the items that it saw with one bit each.
  number bigint GENERATED ALWAYS AS IDENTITY,
  library_id uuid NOT NULL REFERENCES library ON DELETE CASCADE,
  -- Below the folder of the library.
  path bytea NOT NULL,
  path_hash bytea NOT NULL GENERATED ALWAYS AS (sha256(path)) STORED,
  state text NOT NULL CHECK (state IN ('ready', 'unsupported', 'refused', 'broken')),
  reason text,
  -- What people see in lists: what plays, and what is a video that does not play yet.
  listed boolean NOT NULL GENERATED ALWAYS AS
    (state = 'ready' OR (state = 'unsupported' AND container IS NOT NULL)) STORED,
  kind text NOT NULL CHECK (kind IN ('film', 'episode', 'video', 'audio')),
  title text NOT NULL,
  year int,
  -- Folded by this program and compared by bytes: no update of a locale library can break it.
  sort_key text COLLATE "C" NOT NULL,
  search_text text NOT NULL,
  search_words tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('simple', search_text)) STORED,
  file_name text NOT NULL,
  container text,
  size_bytes bigint NOT NULL,
  modified_ns bigint NOT NULL,
  duration_us bigint,
  width int,
  height int,
  -- Tracks and chapters as JSON, read only with the item itself.
  details text,
  added_at timestamptz NOT NULL,
  UNIQUE (library_id, path_hash)
);

-- One pair of indexes for each order of a list, so that any page costs the same.
CREATE INDEX item_by_title ON item (sort_key, id) WHERE listed;
CREATE INDEX item_by_added ON item (added_at DESC, id DESC) WHERE listed;
CREATE INDEX item_by_duration ON item (coalesce(duration_us, -1) DESC, id DESC) WHERE listed;
CREATE INDEX item_by_size ON item (size_bytes DESC, id DESC) WHERE listed;
CREATE INDEX item_of_library_by_title ON item (library_id, sort_key, id) WHERE listed;
CREATE INDEX item_of_library_by_added ON item (library_id, added_at DESC, id DESC) WHERE listed;
CREATE INDEX item_of_library_by_number ON item (library_id, number);
CREATE INDEX item_problem ON item (library_id, id) WHERE state <> 'ready';
CREATE INDEX item_search_words ON item USING gin (search_words) WHERE listed;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    EXECUTE 'CREATE INDEX item_search_trigrams ON item USING gin (search_text gin_trgm_ops)'
      ' WHERE listed';
  END IF;
END
$$;

-- How many items there are, kept along so that no list has to count.
CREATE TABLE item_count (
  library_id uuid NOT NULL REFERENCES library ON DELETE CASCADE,
  kind text NOT NULL,
  state text NOT NULL,
  listed boolean NOT NULL,
  items bigint NOT NULL,
  PRIMARY KEY (library_id, kind, state, listed)
);

CREATE FUNCTION count_items_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO item_count AS known (library_id, kind, state, listed, items)
  SELECT library_id, kind, state, listed, count(*) FROM added
  GROUP BY library_id, kind, state, listed ORDER BY library_id, kind, state, listed
  ON CONFLICT (library_id, kind, state, listed) DO UPDATE SET items = known.items + excluded.items;
  RETURN NULL;
END
$$;

CREATE FUNCTION count_items_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE item_count SET items = items - gone.n
  FROM (SELECT library_id, kind, state, listed, count(*) AS n FROM removed
        GROUP BY library_id, kind, state, listed) AS gone
  WHERE item_count.library_id = gone.library_id AND item_count.kind = gone.kind
    AND item_count.state = gone.state AND item_count.listed = gone.listed;
  RETURN NULL;
END
$$;

CREATE TRIGGER item_added AFTER INSERT ON item
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_items_added();
CREATE TRIGGER item_removed AFTER DELETE ON item
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_items_removed();
CREATE TRIGGER item_changed_from AFTER UPDATE ON item
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_items_removed();
CREATE TRIGGER item_changed_to AFTER UPDATE ON item
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_items_added();
