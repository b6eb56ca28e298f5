/** The calls that count against limits, and what vendors told of theirs. Times are milliseconds since 1970. */
export const LIMITS_SCHEMA = `
CREATE TABLE IF NOT EXISTS limit_starts (
  id INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  at INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  lease_until INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS limit_starts_at ON limit_starts (provider, at);
CREATE TABLE IF NOT EXISTS limits_learnt (
  provider TEXT NOT NULL,
  scope TEXT NOT NULL,
  name TEXT NOT NULL,
  counts TEXT NOT NULL,
  most INTEGER,
  remaining INTEGER NOT NULL,
  gradual INTEGER NOT NULL,
  since INTEGER NOT NULL,
  at INTEGER NOT NULL,
  reset_at INTEGER NOT NULL,
  PRIMARY KEY (provider, scope, name)
) STRICT, WITHOUT ROWID;
`;
