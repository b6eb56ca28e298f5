-- What version 3 of the ledger wrote.
CREATE TABLE IF NOT EXISTS attempts (
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  conversation_id TEXT,
  task TEXT NOT NULL,
  difficulty TEXT NOT NULL,
  model TEXT NOT NULL,
  provider TEXT NOT NULL,
  outcome TEXT NOT NULL,
  finish_reason TEXT,
  input_tokens INTEGER NOT NULL,
  cached_input_tokens INTEGER NOT NULL,
  cache_write_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  reasoning_tokens INTEGER NOT NULL,
  estimated INTEGER NOT NULL,
  cost_nano INTEGER,
  cost_source TEXT NOT NULL,
  first_token_ms REAL,
  total_ms REAL NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS attempts_started_at ON attempts (started_at);
CREATE TABLE IF NOT EXISTS feedback (
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL,
  feedback TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
ALTER TABLE attempts ADD COLUMN response_id TEXT;
ALTER TABLE feedback ADD COLUMN reason TEXT;
INSERT INTO attempts (request_id, attempt, started_at, source, conversation_id, task, difficulty, model, provider, outcome, finish_reason, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, estimated, cost_nano, cost_source, first_token_ms, total_ms, response_id)
  VALUES ('req-1', 1, 1750000000000, 'panel', 'chat-1', 'code', 'moderate', 'deepseek/deepseek-chat', 'deepseek', 'network', NULL, 0, 0, 0, 0, 0, 0, 0, 'priced', NULL, 310.5, NULL);
INSERT INTO attempts (request_id, attempt, started_at, source, conversation_id, task, difficulty, model, provider, outcome, finish_reason, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, estimated, cost_nano, cost_source, first_token_ms, total_ms, response_id)
  VALUES ('req-1', 2, 1750000000400, 'panel', 'chat-1', 'code', 'moderate', 'openai/gpt-4o-mini', 'openai', 'ok', 'stop', 1200, 400, 0, 350, 0, 0, 390000, 'priced', 412.25, 2980.75, 'gen-7');
INSERT INTO attempts (request_id, attempt, started_at, source, conversation_id, task, difficulty, model, provider, outcome, finish_reason, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, estimated, cost_nano, cost_source, first_token_ms, total_ms, response_id)
  VALUES ('req-2', 1, 1750000100000, 'cli', NULL, 'chat', 'simple', 'local/llama', 'local', 'ok', 'length', 20, 0, 0, 64, 12, 1, NULL, 'unknown', 80.0, 900.0, NULL);
INSERT INTO feedback (request_id, feedback, at, reason) VALUES ('req-1', 'down', 1750000005000, 'not what I asked');
PRAGMA user_version = 3;
