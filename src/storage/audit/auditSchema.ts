/** What was decided about each request, and how it ended; its attempts are the ledger's. Times are milliseconds. */
export const AUDIT_SCHEMA = `
CREATE TABLE IF NOT EXISTS decisions (
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  source TEXT NOT NULL,
  conversation_id TEXT,
  prompts_version TEXT,
  decision TEXT NOT NULL,
  outcome TEXT,
  model TEXT,
  ended TEXT,
  texts TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS decisions_at ON decisions (at);
CREATE INDEX IF NOT EXISTS attempts_request ON attempts (request_id);
`;

export const DECIDED = `
INSERT INTO main.decisions (request_id, at, source, conversation_id, prompts_version, decision)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (request_id) DO UPDATE SET at = excluded.at, source = excluded.source,
  conversation_id = excluded.conversation_id, prompts_version = excluded.prompts_version, decision = excluded.decision,
  outcome = NULL, model = NULL, ended = NULL, texts = NULL`;

export const ENDED = 'UPDATE main.decisions SET outcome = ?, model = ?, ended = ?, texts = ? WHERE request_id = ?';

/** The oldest go, a few at a time. */
export const FORGET = `
DELETE FROM main.decisions WHERE id IN (SELECT id FROM main.decisions WHERE at < ? ORDER BY at LIMIT ?)`;
