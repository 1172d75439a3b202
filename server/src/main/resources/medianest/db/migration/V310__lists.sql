-- Who is in it, exactly as notes have the names: the pages of people.
ALTER TABLE item ADD COLUMN people text[] NOT NULL DEFAULT '{}';

UPDATE item SET people = ARRAY(
  SELECT jsonb_path_query(about::jsonb, '$.about.cast[*].name') #>> '{}'
  UNION SELECT jsonb_path_query(about::jsonb, '$.about.directors[*]') #>> '{}'
  UNION SELECT jsonb_path_query(about::jsonb, '$.about.writers[*]') #>> '{}')
WHERE about IS NOT NULL;

CREATE INDEX item_of_people ON item USING gin (people) WHERE role = 'main' AND people <> '{}';

-- A collection is what items say that they belong to (item.collection is its name), and what
-- somebody put into it by hand.
CREATE TABLE collection (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  sort_key text COLLATE "C" NOT NULL,
  -- Somebody made it, so it is there while nothing is in it.
  made boolean NOT NULL
);
CREATE INDEX collection_in_order ON collection (sort_key, id);

CREATE TABLE collection_item (
  collection_id uuid NOT NULL REFERENCES collection ON DELETE CASCADE,
  item_id uuid NOT NULL REFERENCES item ON DELETE CASCADE,
  PRIMARY KEY (collection_id, item_id)
);
CREATE INDEX collection_item_of_item ON collection_item (item_id);

UPDATE item SET collection = left(collection, 200) WHERE length(collection) > 200;

INSERT INTO collection (id, name, sort_key, made)
SELECT gen_random_uuid(), name, left(lower(name), 200), false
FROM (SELECT DISTINCT collection AS name FROM item WHERE collection <> '') AS noted;

-- Positions with room between them, so that moving one item rewrites one row.
DROP TABLE playlist_item;
CREATE TABLE playlist_item (
  playlist_id uuid NOT NULL REFERENCES playlist ON DELETE CASCADE,
  item_id uuid NOT NULL REFERENCES item ON DELETE CASCADE,
  position bigint NOT NULL,
  PRIMARY KEY (playlist_id, item_id)
);
CREATE INDEX playlist_item_in_order ON playlist_item (playlist_id, position, item_id);
CREATE INDEX playlist_item_of_item ON playlist_item (item_id);
