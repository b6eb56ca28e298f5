import { IS_OR_SERVES } from '../core/servants/servantIds.ts';
import { ATTEMPT_COLUMNS } from './attemptColumns.ts';

/**
 * Quarters of an hour: every time zone in use begins its days and months with one, so that what was spent since then is
 * a sum of few numbers however many attempts there were.
 */
export const SLOT_MS = 900_000;

/**
 * The tables behind budgets. A ledger row settles the reservation of the same request and attempt, and takes the place of
 * what was guessed of it, in the statement that writes it: there is no moment at which neither counts or both do. What
 * was spent outlives the rows themselves.
 */
export const BUDGET_TABLES = `
CREATE TABLE IF NOT EXISTS budget_spent (
  slot INTEGER NOT NULL,
  server INTEGER NOT NULL,
  nano INTEGER NOT NULL,
  PRIMARY KEY (slot, server)
) STRICT, WITHOUT ROWID;
INSERT OR REPLACE INTO budget_spent (slot, server, nano)
  SELECT started_at / ${SLOT_MS}, source = 'server', sum(cost_nano) FROM attempts WHERE cost_nano > 0 GROUP BY 1, 2;
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
  INSERT INTO attempts (${ATTEMPT_COLUMNS})
    SELECT ${ATTEMPT_COLUMNS.replace(/\w+/g, 'NEW.$&')}
    WHERE NOT EXISTS (SELECT 1 FROM attempts WHERE request_id = NEW.request_id AND attempt = NEW.attempt)
      AND NOT EXISTS (SELECT 1 FROM budget_reservations WHERE request_id = NEW.request_id AND attempt = NEW.attempt);
  INSERT INTO budget_guesses (request_id, attempt, row_id)
    SELECT NEW.request_id, NEW.attempt, last_insert_rowid() WHERE changes() > 0;
END;
CREATE INDEX IF NOT EXISTS attempts_request ON attempts (request_id, attempt, cost_nano);
CREATE INDEX IF NOT EXISTS attempts_conversation ON attempts (conversation_id, cost_nano) WHERE conversation_id IS NOT NULL;
CREATE TRIGGER IF NOT EXISTS attempts_spend AFTER INSERT ON attempts WHEN NEW.cost_nano > 0 BEGIN
  INSERT INTO budget_spent (slot, server, nano)
    VALUES (NEW.started_at / ${SLOT_MS}, NEW.source = 'server', NEW.cost_nano)
    ON CONFLICT (slot, server) DO UPDATE SET nano = nano + excluded.nano;
END;
CREATE TRIGGER IF NOT EXISTS attempts_settle AFTER INSERT ON attempts BEGIN
  DELETE FROM budget_reservations WHERE request_id = NEW.request_id AND attempt = NEW.attempt;
  DELETE FROM budget_guesses WHERE request_id = NEW.request_id AND attempt = NEW.attempt;
END;
CREATE TRIGGER IF NOT EXISTS guesses_replaced AFTER DELETE ON budget_guesses BEGIN
  UPDATE budget_spent SET nano = nano - (SELECT max(coalesce(cost_nano, 0), 0) FROM attempts WHERE id = OLD.row_id)
    WHERE (slot, server) = (SELECT started_at / ${SLOT_MS}, source = 'server' FROM attempts WHERE id = OLD.row_id);
  DELETE FROM attempts WHERE id = OLD.row_id;
END;
`;

/** Where `attempts` is a view with the rows of a file that is only read: others go on spending there. */
export const SPENT_BY_ALL = `
CREATE TEMP VIEW budget_spent AS
  SELECT started_at / ${SLOT_MS} AS slot, source = 'server' AS server, cost_nano AS nano FROM attempts WHERE cost_nano > 0`;

export const RESERVE = `
INSERT OR REPLACE INTO main.budget_reservations (request_id, attempt, started_at, source, conversation_id, task, difficulty,
  model, provider, job, nano, input_tokens, input_nano, output_rate, output_tokens, hidden, written, seen_at, owner)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`;

export const SPENT_SINCE = `
SELECT (SELECT coalesce(sum(nano), 0) FROM budget_spent WHERE slot >= :slot AND server >= :server) AS spent,
  (SELECT coalesce(sum(nano), 0) FROM budget_reservations WHERE started_at >= :since
    AND (:server = 0 OR source = 'server')) AS reserved`;

export const SPENT_IN_CHAT = `
SELECT (SELECT coalesce(sum(cost_nano), 0) FROM attempts WHERE conversation_id = :id) AS spent,
  (SELECT coalesce(sum(nano), 0) FROM budget_reservations WHERE conversation_id = :id) AS reserved`;

export const SPENT_ON_REQUEST = `
SELECT (SELECT coalesce(sum(cost_nano), 0) FROM attempts WHERE ${IS_OR_SERVES}) AS spent,
  (SELECT coalesce(sum(nano), 0) FROM budget_reservations WHERE ${IS_OR_SERVES}) AS reserved`;

/** What a dead process had set aside becomes a row: what it sent, what had come, and what may have been on its way. */
export const GUESS = `
INSERT INTO main.attempts (${ATTEMPT_COLUMNS})
SELECT request_id, attempt, started_at, source, conversation_id, task, difficulty, model, provider, 'cancelled', NULL,
  input_tokens, 0, 0, :tokens, 0, 1, min(nano, input_nano + (CAST(:tokens AS INTEGER) * output_rate + 999999) / 1000000), 'priced', NULL,
  max(0, seen_at - started_at), NULL
FROM main.budget_reservations WHERE request_id = :request AND attempt = :attempt`;

export const MARK_GUESS = 'INSERT INTO budget_guesses (request_id, attempt, row_id) VALUES (?, ?, ?)';
