-- Every word that titles and names of files have, once: a word with a typing error is corrected
-- against these, which are few, instead of against every title.
CREATE TABLE search_word (word text COLLATE "C" PRIMARY KEY);

INSERT INTO search_word
SELECT DISTINCT word FROM item, regexp_split_to_table(search_text, ' ') AS word
WHERE length(word) BETWEEN 3 AND 40
ON CONFLICT DO NOTHING;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
    EXECUTE 'CREATE INDEX search_word_trigrams ON search_word USING gin (word gin_trgm_ops)';
    DROP INDEX IF EXISTS item_search_trigrams;
  END IF;
END
$$;
