-- Series, seasons and episodes are completed as films are, and have pictures of their own.

ALTER TABLE item
  -- What was told of it before a catalogue completed it, as JSON: what it goes back to when the
  -- catalogue is asked about another. Null where nothing was completed.
  ADD COLUMN own text;

-- Episodes and seasons that may be completed, without looking at all the others.
CREATE INDEX item_to_complete ON item (series_id, season)
  WHERE NOT enriched AND kind IN ('season', 'episode');

-- The pictures are another item's: of a season those of its series, of a series those of its first
-- episode.
ALTER TABLE artwork ADD COLUMN borrowed boolean NOT NULL DEFAULT false;
CREATE INDEX item_shelf_pictures ON item (series_id) WHERE kind IN ('series', 'season');

-- The pictures of people, by their names as items have them.
CREATE TABLE portrait (
  name text COLLATE "C" PRIMARY KEY,
  -- The file, named after its content.
  picture text NOT NULL
);
