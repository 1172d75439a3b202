-- What a search ranks by, apart from the items: of a million items some match two words a thousand
-- times over, and their rows are too wide for all of them to stay in memory.
CREATE TABLE search_title (
  id uuid PRIMARY KEY,
  library_id uuid NOT NULL,
  kind text NOT NULL,
  listed boolean NOT NULL,
  shelved boolean NOT NULL,
  sort_key text COLLATE "C" NOT NULL,
  -- Title and name of the file, folded.
  search_text text NOT NULL
);

INSERT INTO search_title SELECT id, library_id, kind, listed, shelved, sort_key, search_text
FROM item WHERE listed OR shelved;

-- With all that is asked of titles that begin so, so that their rows need not be read.
CREATE INDEX search_title_in_order ON search_title (sort_key, id)
  INCLUDE (library_id, kind, listed, shelved);
-- A search also reads what is not in the index's tree yet, so that must not grow to the usual 4 MB.
CREATE INDEX search_title_words ON search_title USING gin (to_tsvector('simple', search_text))
  WITH (gin_pending_list_limit = 512);
ALTER INDEX item_search_words SET (gin_pending_list_limit = 512);

-- What people called items themselves was not among the words until now.
INSERT INTO search_word
SELECT DISTINCT word FROM item, regexp_split_to_table(search_text, ' ') AS word
WHERE locked AND length(word) BETWEEN 3 AND 40 ON CONFLICT DO NOTHING;

-- Kept along by the database itself, so that nothing which writes items can forget it.
CREATE FUNCTION keep_search_title() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NOT (NEW.listed OR NEW.shelved) THEN
    DELETE FROM search_title WHERE id = OLD.id;
    RETURN NULL;
  END IF;
  INSERT INTO search_title (id, library_id, kind, listed, shelved, sort_key, search_text)
  VALUES (NEW.id, NEW.library_id, NEW.kind, NEW.listed, NEW.shelved, NEW.sort_key,
    NEW.search_text)
  ON CONFLICT (id) DO UPDATE SET library_id = excluded.library_id, kind = excluded.kind,
    listed = excluded.listed, shelved = excluded.shelved, sort_key = excluded.sort_key,
    search_text = excluded.search_text;
  RETURN NULL;
END
$$;

CREATE TRIGGER item_title_added AFTER INSERT ON item FOR EACH ROW
  WHEN (NEW.listed OR NEW.shelved) EXECUTE FUNCTION keep_search_title();
CREATE TRIGGER item_title_changed AFTER UPDATE ON item FOR EACH ROW
  WHEN ((OLD.library_id, OLD.kind, OLD.listed, OLD.shelved, OLD.sort_key, OLD.search_text)
    IS DISTINCT FROM
    (NEW.library_id, NEW.kind, NEW.listed, NEW.shelved, NEW.sort_key, NEW.search_text))
  EXECUTE FUNCTION keep_search_title();
CREATE TRIGGER item_title_removed AFTER DELETE ON item FOR EACH ROW
  EXECUTE FUNCTION keep_search_title();

CREATE FUNCTION clear_search_titles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE search_title;
  RETURN NULL;
END
$$;
CREATE TRIGGER item_titles_cleared AFTER TRUNCATE ON item FOR EACH STATEMENT
  EXECUTE FUNCTION clear_search_titles();
