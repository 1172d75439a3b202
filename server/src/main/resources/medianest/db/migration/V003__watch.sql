-- Where people are in what they watch.
CREATE TABLE watch (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  item_id uuid NOT NULL REFERENCES item ON DELETE CASCADE,
  position_us bigint NOT NULL,
  played boolean NOT NULL,
  -- Whether it belongs to what the person is in the middle of.
  started boolean NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, item_id)
);
CREATE INDEX watch_of_item ON watch (item_id);
CREATE INDEX watch_started ON watch (account_id, updated_at DESC) WHERE started;
