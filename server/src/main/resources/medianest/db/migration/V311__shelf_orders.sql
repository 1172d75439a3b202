-- Series have neither a length nor a size, but the shelf they stand on is sorted by both.
CREATE INDEX shelf_by_duration ON item (coalesce(duration_us, -1) DESC, id DESC) WHERE shelved;
CREATE INDEX shelf_by_size ON item (size_bytes DESC, id DESC) WHERE shelved;
