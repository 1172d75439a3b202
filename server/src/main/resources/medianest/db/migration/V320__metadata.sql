-- What a catalogue elsewhere was asked, and what it said, so that it is asked once.
CREATE TABLE metadata (
  item_id uuid PRIMARY KEY REFERENCES item ON DELETE CASCADE,
  -- What the item was called then; another name is another question.
  title text NOT NULL,
  year int,
  naming bigint NOT NULL,
  -- As JSON; null where it was not known.
  facts text,
  tried_at timestamptz NOT NULL
);

-- Completed with what the catalogue knows, since it was named last.
ALTER TABLE item ADD COLUMN enriched boolean NOT NULL DEFAULT false;
