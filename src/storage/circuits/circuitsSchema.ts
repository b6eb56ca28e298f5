/** What is remembered of targets and providers, a JSON value each, and the salt of the signs of their keys. */
export const CIRCUITS_SCHEMA = `
CREATE TABLE IF NOT EXISTS circuits (
  key TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS circuit_salt (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  salt TEXT NOT NULL
) STRICT;
`;

export const PUT = `
INSERT INTO circuits (key, state, is_open, changed_at) VALUES (?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET state = excluded.state, is_open = excluded.is_open, changed_at = excluded.changed_at`;

/** Closed circuits whose samples no rule counts any more, and open ones that nobody has asked for long. */
export const PRUNE = 'DELETE FROM circuits WHERE changed_at < ? OR (is_open = 0 AND changed_at < ?)';
