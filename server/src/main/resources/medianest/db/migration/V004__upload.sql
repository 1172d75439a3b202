-- What people brought. An upload and the item that it becomes have the same id.
CREATE TABLE upload (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  -- As its owner calls it; on disk it is called by its id.
  file_name text NOT NULL,
  stored_name text,
  state text NOT NULL CHECK (state IN ('receiving', 'processing', 'ready', 'failed')),
  reason text,
  created_at timestamptz NOT NULL
);
CREATE INDEX upload_of_account ON upload (account_id, created_at DESC);
CREATE INDEX upload_unfinished ON upload (state) WHERE state IN ('receiving', 'processing');
