/** When each notice was told last, in milliseconds since 1970. */
export const NOTICES_SCHEMA = `
CREATE TABLE IF NOT EXISTS notices (
  key TEXT PRIMARY KEY,
  told_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Changes a row where the notice is due; the distance in both directions, for clocks that are set back. */
export const TELL = `
INSERT INTO notices (key, told_at) VALUES (?, ?)
ON CONFLICT (key) DO UPDATE SET told_at = excluded.told_at WHERE abs(excluded.told_at - told_at) >= ?`;

export const FORGET = 'DELETE FROM notices WHERE told_at < ?';
