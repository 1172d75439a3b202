-- An index on an expression answers without the table only where it has the column as well.
DROP INDEX shelf_by_year;
DROP INDEX shelf_by_rating;
DROP INDEX shelf_by_duration;
DROP INDEX item_by_duration;
CREATE INDEX shelf_by_year ON item (coalesce(year, 0) DESC, id DESC) INCLUDE (year) WHERE shelved;
CREATE INDEX shelf_by_rating ON item (coalesce(rating, -1) DESC, id DESC) INCLUDE (rating)
  WHERE shelved;
CREATE INDEX shelf_by_duration ON item (coalesce(duration_us, -1) DESC, id DESC)
  INCLUDE (duration_us) WHERE shelved;
CREATE INDEX item_by_duration ON item (coalesce(duration_us, -1) DESC, id DESC)
  INCLUDE (duration_us) WHERE listed;
