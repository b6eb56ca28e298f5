/**
 * How good models were at tasks, by workspace (a hash of its folders; '' without one, '*' for all of them together), and
 * the answers of the last months of which signs may still come.
 */
export const QUALITY_SCHEMA = `
CREATE TABLE IF NOT EXISTS quality (
  workspace TEXT NOT NULL,
  task TEXT NOT NULL,
  model TEXT NOT NULL,
  good REAL NOT NULL,
  bad REAL NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (workspace, task, model)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quality_answers (
  request_id TEXT PRIMARY KEY,
  workspace TEXT NOT NULL,
  task TEXT NOT NULL,
  model TEXT NOT NULL,
  lean REAL,
  vote REAL,
  since INTEGER NOT NULL,
  signs TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS quality_answers_since ON quality_answers (since);
`;

export const EVERYWHERE = '*';

export const READ_ANSWER = `
SELECT workspace, task, model, lean, vote, since, signs FROM main.quality_answers WHERE request_id = ?`;

export const PUT_ANSWER = `
INSERT INTO main.quality_answers (request_id, workspace, task, model, lean, vote, since, signs)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (request_id) DO UPDATE SET lean = excluded.lean, vote = excluded.vote, signs = excluded.signs`;

export const READ_TALLY = `
SELECT good, bad, at FROM main.quality WHERE workspace = ? AND task = ? AND model = ?`;

export const PUT_TALLY = `
INSERT INTO main.quality (workspace, task, model, good, bad, at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (workspace, task, model) DO UPDATE SET good = excluded.good, bad = excluded.bad, at = excluded.at`;

export const READ_TALLIES = `
SELECT task, model, good, bad, at FROM main.quality WHERE workspace = ?`;

export const READ_SIGNS = `
SELECT task, model, signs FROM main.quality_answers WHERE :workspace = '${EVERYWHERE}' OR workspace = :workspace`;

export const PRUNE_ANSWERS = 'DELETE FROM main.quality_answers WHERE since < ?';
export const PRUNE_TALLIES = 'DELETE FROM main.quality WHERE at < ?';

/** '*' stands for all workspaces, with the tallies of all. */
export const FORGET_ANSWERS = `
DELETE FROM main.quality_answers WHERE :workspace = '${EVERYWHERE}' OR workspace = :workspace`;
export const FORGET_TALLIES = `
DELETE FROM main.quality WHERE :workspace = '${EVERYWHERE}' OR workspace = :workspace`;
