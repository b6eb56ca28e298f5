-- What version 1 of the index of chats wrote.
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
  mtime REAL NOT NULL,
  size INTEGER NOT NULL
) STRICT;
CREATE INDEX chats_in_order ON chats (archived, pinned DESC, updated_at DESC);
CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
PRAGMA user_version = 1;
INSERT INTO chats (id, title, question, created_at, updated_at, pinned, archived, workspace_key, workspace_name, models, tasks, mtime, size)
  VALUES ('chat-1', 'Parsing dates', 'How do I parse dates?', 1750000000000, 1750000005000, 1, 0, NULL, NULL, '["openai/gpt-4o-mini"]', '["code"]', 1750000005000.5, 812);
INSERT INTO words (rowid, title, text) VALUES (1, 'Parsing dates', 'How do I parse dates? Use Temporal.');
