-- Specials that are shown within a season, as their notes say.

ALTER TABLE item
  -- The season, from 1 on; null for everything that is shown in its own season only.
  ADD COLUMN airs_season int,
  -- The number of the episode that it comes before: 0 for the first, 100000 after the last.
  ADD COLUMN airs_episode int,
  ADD CHECK (num_nulls(airs_season, airs_episode) IN (0, 2));

CREATE INDEX item_shown_within ON item (series_id, airs_season, airs_episode, episode, id)
  WHERE airs_season IS NOT NULL;

-- The next scan reads the notes of the specials that there are.
UPDATE item SET naming = 0 WHERE kind = 'episode' AND season = 0;
