-- What files are to people: films, series with seasons and episodes, versions, parts and extras.
-- A series and a season are items as well, so that whatever holds for items holds for them: pictures,
-- favourites, ratings, lists, search. Their paths begin with NUL, which no path of a file can.

ALTER TABLE item DROP COLUMN listed;
ALTER TABLE item DROP COLUMN search_words;
ALTER TABLE item DROP CONSTRAINT item_kind_check;

ALTER TABLE item
  ADD CHECK (kind IN ('film', 'episode', 'video', 'audio', 'series', 'season')),
  ADD COLUMN series_id uuid REFERENCES item ON DELETE CASCADE,
  ADD COLUMN season int,
  ADD COLUMN episode int,
  ADD COLUMN episode_end int,
  ADD COLUMN aired date,
  ADD COLUMN role text NOT NULL DEFAULT 'main' CHECK (role IN ('main', 'version', 'part', 'extra')),
  ADD COLUMN label text NOT NULL DEFAULT '',
  -- A hash that the versions, parts and extras of one film share.
  ADD COLUMN belongs bytea,
  -- A hash of all that the item's name follows from; another one means to name it again.
  ADD COLUMN naming bigint NOT NULL DEFAULT 0,
  -- Somebody corrected it by hand, and scans leave it so.
  ADD COLUMN locked boolean NOT NULL DEFAULT false,
  -- Its file was not there at the last scan. It keeps its history for when the file comes back.
  ADD COLUMN missing_since timestamptz,
  -- Of the content, so that a file that was moved is known again.
  ADD COLUMN fingerprint bytea,
  ADD COLUMN genres text[] NOT NULL DEFAULT '{}',
  ADD COLUMN rating real,
  ADD COLUMN hdr boolean NOT NULL DEFAULT false,
  ADD COLUMN languages text[] NOT NULL DEFAULT '{}',
  ADD COLUMN collection text NOT NULL DEFAULT '',
  -- What is told of it, as JSON, read only with the item itself.
  ADD COLUMN about text,
  -- People and plot, folded: what a search finds after titles and names of files.
  ADD COLUMN search_more text NOT NULL DEFAULT '';

ALTER TABLE item
  ADD COLUMN search_words tsvector NOT NULL GENERATED ALWAYS AS
    (setweight(to_tsvector('simple', search_text), 'A')
      || setweight(to_tsvector('simple', search_more), 'D')) STORED,
  -- What plays: what lists of things to play show.
  ADD COLUMN listed boolean NOT NULL GENERATED ALWAYS AS
    (missing_since IS NULL AND role = 'main' AND kind NOT IN ('series', 'season')
      AND (state = 'ready' OR (state = 'unsupported' AND container IS NOT NULL))) STORED,
  -- What stands on the shelf: a series in place of its episodes.
  ADD COLUMN shelved boolean NOT NULL GENERATED ALWAYS AS
    (missing_since IS NULL AND role = 'main' AND kind NOT IN ('episode', 'season')
      AND (state = 'ready' OR (state = 'unsupported' AND container IS NOT NULL))) STORED;

CREATE INDEX item_by_title ON item (sort_key, id) WHERE listed;
CREATE INDEX item_by_added ON item (added_at DESC, id DESC) WHERE listed;
CREATE INDEX item_by_duration ON item (coalesce(duration_us, -1) DESC, id DESC) WHERE listed;
CREATE INDEX item_by_size ON item (size_bytes DESC, id DESC) WHERE listed;
CREATE INDEX item_of_library_by_title ON item (library_id, sort_key, id) WHERE listed;
CREATE INDEX item_of_library_by_added ON item (library_id, added_at DESC, id DESC) WHERE listed;
CREATE INDEX item_of_kind_by_title ON item (kind, sort_key, id) WHERE listed;
CREATE INDEX shelf_by_title ON item (sort_key, id) WHERE shelved;
CREATE INDEX shelf_by_added ON item (added_at DESC, id DESC) WHERE shelved;
CREATE INDEX shelf_by_year ON item (coalesce(year, 0) DESC, id DESC) WHERE shelved;
CREATE INDEX shelf_by_rating ON item (coalesce(rating, -1) DESC, id DESC) WHERE shelved;
CREATE INDEX shelf_of_library_by_title ON item (library_id, sort_key, id) WHERE shelved;
CREATE INDEX shelf_of_library_by_added ON item (library_id, added_at DESC, id DESC) WHERE shelved;
CREATE INDEX shelf_of_kind_by_title ON item (kind, sort_key, id) WHERE shelved;
CREATE INDEX item_of_series ON item (series_id, season, episode, id) WHERE series_id IS NOT NULL;
CREATE INDEX item_belonging ON item (belongs) WHERE belongs IS NOT NULL;
CREATE INDEX item_fingerprint ON item (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX item_missing ON item (library_id, missing_since) WHERE missing_since IS NOT NULL;
CREATE INDEX item_search_words ON item USING gin (search_words) WHERE role = 'main';

DROP INDEX item_problem;
CREATE INDEX item_problem ON item (library_id, id) WHERE state <> 'ready' AND missing_since IS NULL;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    DROP INDEX IF EXISTS item_search_trigrams;
    EXECUTE 'CREATE INDEX item_search_trigrams ON item USING gin (search_text gin_trgm_ops)'
      ' WHERE role = ''main''';
  END IF;
END
$$;

-- Counts know the shelf as well, and nothing of what is missing.
DROP TABLE item_count;
CREATE TABLE item_count (
  library_id uuid NOT NULL REFERENCES library ON DELETE CASCADE,
  kind text NOT NULL,
  state text NOT NULL,
  listed boolean NOT NULL,
  shelved boolean NOT NULL,
  items bigint NOT NULL,
  PRIMARY KEY (library_id, kind, state, listed, shelved)
);

CREATE OR REPLACE FUNCTION count_items_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO item_count AS known (library_id, kind, state, listed, shelved, items)
  SELECT library_id, kind, state, listed, shelved, count(*) FROM added WHERE missing_since IS NULL
  GROUP BY library_id, kind, state, listed, shelved
  ORDER BY library_id, kind, state, listed, shelved
  ON CONFLICT (library_id, kind, state, listed, shelved)
    DO UPDATE SET items = known.items + excluded.items;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION count_items_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE item_count SET items = items - gone.n
  FROM (SELECT library_id, kind, state, listed, shelved, count(*) AS n FROM removed
        WHERE missing_since IS NULL
        GROUP BY library_id, kind, state, listed, shelved) AS gone
  WHERE item_count.library_id = gone.library_id AND item_count.kind = gone.kind
    AND item_count.state = gone.state AND item_count.listed = gone.listed
    AND item_count.shelved = gone.shelved;
  RETURN NULL;
END
$$;

INSERT INTO item_count (library_id, kind, state, listed, shelved, items)
SELECT library_id, kind, state, listed, shelved, count(*) FROM item
GROUP BY library_id, kind, state, listed, shelved;
