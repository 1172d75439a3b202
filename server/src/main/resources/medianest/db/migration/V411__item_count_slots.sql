-- Every upload locked the same row of counts until its commit had reached the disk, so that uploads went
-- one by one however many connections there were. Each connection now counts in a slot of its own; readers
-- add the slots up, as they did with the other columns before.
ALTER TABLE item_count ADD COLUMN slot integer NOT NULL DEFAULT 0;
ALTER TABLE item_count DROP CONSTRAINT item_count_pkey;
ALTER TABLE item_count ADD PRIMARY KEY (library_id, kind, state, listed, shelved, slot);

CREATE OR REPLACE FUNCTION count_items_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO item_count AS known (library_id, kind, state, listed, shelved, slot, items)
  SELECT library_id, kind, state, listed, shelved, pg_backend_pid() % 32, count(*)
  FROM added WHERE missing_since IS NULL
  GROUP BY library_id, kind, state, listed, shelved
  ORDER BY library_id, kind, state, listed, shelved
  ON CONFLICT (library_id, kind, state, listed, shelved, slot)
    DO UPDATE SET items = known.items + excluded.items;
  RETURN NULL;
END
$$;

-- What is removed may have been counted in another slot: one alone may be below 0, their sum is not.
CREATE OR REPLACE FUNCTION count_items_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO item_count AS known (library_id, kind, state, listed, shelved, slot, items)
  SELECT library_id, kind, state, listed, shelved, pg_backend_pid() % 32, -count(*)
  FROM removed WHERE missing_since IS NULL
    -- With a library its counts go as well.
    AND EXISTS (SELECT FROM library WHERE library.id = removed.library_id)
  GROUP BY library_id, kind, state, listed, shelved
  ORDER BY library_id, kind, state, listed, shelved
  ON CONFLICT (library_id, kind, state, listed, shelved, slot)
    DO UPDATE SET items = known.items + excluded.items;
  RETURN NULL;
END
$$;
