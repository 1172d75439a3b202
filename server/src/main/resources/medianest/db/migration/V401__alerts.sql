-- Alerts that fired, and those that nobody wants to hear for a while.
CREATE TABLE alert (
  id uuid PRIMARY KEY,
  rule text NOT NULL,
  severity text NOT NULL,
  sentence text NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX alert_began ON alert (began_at DESC);

CREATE TABLE alert_silence (
  rule text PRIMARY KEY,
  until timestamptz NOT NULL,
  by_name text NOT NULL
);
