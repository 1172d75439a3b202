-- What the server measured of itself: a value a minute for two days, one an hour for two years.
CREATE TABLE history (
  span text NOT NULL CHECK (span IN ('minute', 'hour')),
  at timestamptz NOT NULL,
  series text NOT NULL,
  mean double precision NOT NULL,
  peak double precision NOT NULL,
  PRIMARY KEY (span, series, at)
);
CREATE INDEX history_age ON history (span, at);
