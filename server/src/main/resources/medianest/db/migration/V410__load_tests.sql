-- Load tests that this server ran against itself; their reports lie in the data folder.
CREATE TABLE load_test (
  id uuid PRIMARY KEY,
  plan text NOT NULL,
  began_at timestamptz NOT NULL,
  seconds double precision NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('passed', 'broken', 'invalid')),
  sentence text NOT NULL,
  -- Of a search for the limit: how many it carried, and what was fullest when it carried no more.
  kind text,
  viewers integer,
  bits_per_second double precision,
  first_limit text
);
CREATE INDEX load_test_began ON load_test (began_at DESC);
