-- The title of a film or a series as its posters have it, which pages show in place of the words.
ALTER TABLE artwork ADD COLUMN logo boolean NOT NULL DEFAULT false;
