-- What version 4 of the ledger wrote.
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
CREATE TABLE IF NOT EXISTS notices (
  key TEXT PRIMARY KEY,
  told_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TABLE IF NOT EXISTS budget_spent (
  slot INTEGER NOT NULL,
  server INTEGER NOT NULL,
  nano INTEGER NOT NULL,
  PRIMARY KEY (slot, server)
) STRICT, WITHOUT ROWID;
INSERT OR REPLACE INTO budget_spent (slot, server, nano)
  SELECT started_at / 900000, source = 'server', sum(cost_nano) FROM attempts WHERE cost_nano > 0 GROUP BY 1, 2;
CREATE TABLE IF NOT EXISTS budget_reservations (
  request_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  conversation_id TEXT,
  task TEXT NOT NULL,
  difficulty TEXT NOT NULL,
  model TEXT NOT NULL,
  provider TEXT NOT NULL,
  job TEXT,
  nano INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  input_nano INTEGER NOT NULL,
  output_rate INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  hidden INTEGER NOT NULL,
  written INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  owner TEXT NOT NULL,
  PRIMARY KEY (request_id, attempt)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS budget_guesses (
  request_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  PRIMARY KEY (request_id, attempt)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS budget_overrules (
  name TEXT PRIMARY KEY,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS budget_guessed AS SELECT * FROM attempts;
CREATE TRIGGER IF NOT EXISTS guess_attempt INSTEAD OF INSERT ON budget_guessed BEGIN
  INSERT INTO attempts (request_id, attempt, started_at, source, conversation_id, task, difficulty, model, provider,
  outcome, finish_reason, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
  estimated, cost_nano, cost_source, first_token_ms, total_ms, response_id)
    SELECT NEW.request_id, NEW.attempt, NEW.started_at, NEW.source, NEW.conversation_id, NEW.task, NEW.difficulty, NEW.model, NEW.provider,
  NEW.outcome, NEW.finish_reason, NEW.input_tokens, NEW.cached_input_tokens, NEW.cache_write_tokens, NEW.output_tokens, NEW.reasoning_tokens,
  NEW.estimated, NEW.cost_nano, NEW.cost_source, NEW.first_token_ms, NEW.total_ms, NEW.response_id
    WHERE NOT EXISTS (SELECT 1 FROM attempts WHERE request_id = NEW.request_id AND attempt = NEW.attempt)
      AND NOT EXISTS (SELECT 1 FROM budget_reservations WHERE request_id = NEW.request_id AND attempt = NEW.attempt);
  INSERT INTO budget_guesses (request_id, attempt, row_id)
    SELECT NEW.request_id, NEW.attempt, last_insert_rowid() WHERE changes() > 0;
END;
CREATE INDEX IF NOT EXISTS attempts_request ON attempts (request_id, attempt, cost_nano);
CREATE INDEX IF NOT EXISTS attempts_conversation ON attempts (conversation_id, cost_nano) WHERE conversation_id IS NOT NULL;
CREATE TRIGGER IF NOT EXISTS attempts_spend AFTER INSERT ON attempts WHEN NEW.cost_nano > 0 BEGIN
  INSERT INTO budget_spent (slot, server, nano)
    VALUES (NEW.started_at / 900000, NEW.source = 'server', NEW.cost_nano)
    ON CONFLICT (slot, server) DO UPDATE SET nano = nano + excluded.nano;
END;
CREATE TRIGGER IF NOT EXISTS attempts_settle AFTER INSERT ON attempts BEGIN
  DELETE FROM budget_reservations WHERE request_id = NEW.request_id AND attempt = NEW.attempt;
  DELETE FROM budget_guesses WHERE request_id = NEW.request_id AND attempt = NEW.attempt;
END;
CREATE TRIGGER IF NOT EXISTS guesses_replaced AFTER DELETE ON budget_guesses BEGIN
  UPDATE budget_spent SET nano = nano - (SELECT max(coalesce(cost_nano, 0), 0) FROM attempts WHERE id = OLD.row_id)
    WHERE (slot, server) = (SELECT started_at / 900000, source = 'server' FROM attempts WHERE id = OLD.row_id);
  DELETE FROM attempts WHERE id = OLD.row_id;
END;
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
INSERT INTO attempts (request_id, attempt, started_at, source, conversation_id, task, difficulty, model, provider, outcome, finish_reason, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, estimated, cost_nano, cost_source, first_token_ms, total_ms, response_id)
  VALUES ('req-1', 1, 1750000000000, 'panel', 'chat-1', 'code', 'moderate', 'deepseek/deepseek-chat', 'deepseek', 'network', NULL, 0, 0, 0, 0, 0, 0, 0, 'priced', NULL, 310.5, NULL);
INSERT INTO attempts (request_id, attempt, started_at, source, conversation_id, task, difficulty, model, provider, outcome, finish_reason, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, estimated, cost_nano, cost_source, first_token_ms, total_ms, response_id)
  VALUES ('req-1', 2, 1750000000400, 'panel', 'chat-1', 'code', 'moderate', 'openai/gpt-4o-mini', 'openai', 'ok', 'stop', 1200, 400, 0, 350, 0, 0, 390000, 'priced', 412.25, 2980.75, 'gen-7');
INSERT INTO attempts (request_id, attempt, started_at, source, conversation_id, task, difficulty, model, provider, outcome, finish_reason, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, estimated, cost_nano, cost_source, first_token_ms, total_ms, response_id)
  VALUES ('req-2', 1, 1750000100000, 'cli', NULL, 'chat', 'simple', 'local/llama', 'local', 'ok', 'length', 20, 0, 0, 64, 12, 1, NULL, 'unknown', 80.0, 900.0, NULL);
INSERT INTO feedback (request_id, feedback, at, reason) VALUES ('req-1', 'down', 1750000005000, 'not what I asked');
INSERT INTO notices (key, told_at) VALUES ('digest', 1750000006000);
PRAGMA user_version = 4;
