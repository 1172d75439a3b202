-- Which items have pictures, made of which version of their file, and which are left alone.
CREATE TABLE artwork (
  item_id uuid PRIMARY KEY REFERENCES item ON DELETE CASCADE,
  size_bytes bigint NOT NULL,
  modified_ns bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('working', 'done', 'failed')),
  attempts int NOT NULL,
  reason text,
  -- The folder of the pictures, named after the content that they were made of.
  pictures text,
  cover boolean NOT NULL DEFAULT false,
  still boolean NOT NULL DEFAULT false,
  backdrop boolean NOT NULL DEFAULT false,
  -- What lay beside the file then, so that a new poster is noticed.
  beside text NOT NULL DEFAULT '',
  changed_at timestamptz NOT NULL
);
