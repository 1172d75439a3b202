-- What people think of items, and lists that they make of them.
CREATE TABLE mark (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  item_id uuid NOT NULL REFERENCES item ON DELETE CASCADE,
  favourite boolean NOT NULL DEFAULT false,
  watchlist boolean NOT NULL DEFAULT false,
  -- From 1 to 10.
  rating smallint CHECK (rating BETWEEN 1 AND 10),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, item_id)
);
CREATE INDEX mark_of_item ON mark (item_id);

-- What somebody watched, the latest first.
CREATE INDEX watch_history ON watch (account_id, updated_at DESC, item_id DESC);

CREATE TABLE playlist (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  name text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX playlist_of_account ON playlist (account_id, name, id);

CREATE TABLE playlist_item (
  playlist_id uuid NOT NULL REFERENCES playlist ON DELETE CASCADE,
  number bigint GENERATED ALWAYS AS IDENTITY,
  item_id uuid NOT NULL REFERENCES item ON DELETE CASCADE,
  PRIMARY KEY (playlist_id, item_id)
);
CREATE INDEX playlist_item_in_order ON playlist_item (playlist_id, number);
CREATE INDEX playlist_item_of_item ON playlist_item (item_id);

-- Collections are what items say that they belong to.
CREATE INDEX item_of_collection ON item (collection, sort_key, id) WHERE collection <> '' AND shelved;
