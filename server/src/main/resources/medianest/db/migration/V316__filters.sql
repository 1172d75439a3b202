-- What the shelf is filtered by. Without these a filter read the whole table to count what it finds.
-- Empty arrays stay out, as the genres of all episodes.
CREATE INDEX item_of_genre ON item USING gin (genres) WHERE genres <> '{}';
CREATE INDEX item_in_language ON item USING gin (languages) WHERE languages <> '{}';
CREATE INDEX shelf_by_width ON item (width, sort_key, id) WHERE shelved;
CREATE INDEX shelf_by_hdr ON item (hdr, sort_key, id) WHERE shelved;
