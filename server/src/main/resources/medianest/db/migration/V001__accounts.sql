-- People and their sessions.
CREATE TABLE account (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  -- The name folded for comparison: two names that look alike to a person are one account.
  name_key text NOT NULL UNIQUE,
  role text NOT NULL CHECK (role IN ('admin', 'member')),
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE session (
  -- SHA-256 of the token: who reads this table cannot sign in with it.
  token_hash bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_last_seen ON session (last_seen_at);
