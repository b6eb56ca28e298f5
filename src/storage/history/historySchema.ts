/** Grows whenever the tables change: an index of an older version is made anew from the files. */
export const HISTORY_VERSION = 2;

/** From whatever was there to empty tables. */
export const CREATE_HISTORY = `
DROP TABLE IF EXISTS chats;
DROP TABLE IF EXISTS words;
CREATE TABLE chats (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  question TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  pinned INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  workspace_key TEXT,
  workspace_name TEXT,
  models TEXT NOT NULL,
  tasks TEXT NOT NULL,
  newer INTEGER NOT NULL,
  mtime REAL NOT NULL,
  size INTEGER NOT NULL
) STRICT;
CREATE INDEX chats_in_order ON chats (archived, pinned DESC, updated_at DESC);
CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
PRAGMA user_version = ${HISTORY_VERSION};
`;

export const PUT_CHAT = `
INSERT INTO chats (id, title, question, created_at, updated_at, pinned, archived, workspace_key, workspace_name, models,
  tasks, newer, mtime, size)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING row`;

/** Everything but the words; each parameter that is null does not narrow. */
export const WANTED = `archived = :archived
  AND (:workspaces IS NULL OR coalesce(workspace_key, '') IN (SELECT value FROM json_each(:workspaces)))
  AND (:since IS NULL OR updated_at >= :since)
  AND (:model IS NULL OR EXISTS (SELECT 1 FROM json_each(models) WHERE value = :model))
  AND (:task IS NULL OR EXISTS (SELECT 1 FROM json_each(tasks) WHERE value = :task))`;

export const COLUMNS = `chats.id, chats.title, question, created_at AS createdAt, updated_at AS updatedAt, pinned, archived,
  workspace_key AS workspaceKey, workspace_name AS workspaceName, models, newer`;
