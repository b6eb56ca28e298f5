import { ATTEMPT_COLUMNS } from './attemptColumns.ts';
import { AUDIT_SCHEMA } from './audit/auditSchema.ts';
import { BUDGET_TABLES } from './budgetSchema.ts';
import { CIRCUITS_SCHEMA } from './circuits/circuitsSchema.ts';
import { LIMITS_SCHEMA } from './limits/limitsSchema.ts';
import { NOTICES_SCHEMA } from './notices/noticesSchema.ts';
import { QUALITY_SCHEMA } from './quality/qualitySchema.ts';

/** The ledger's tables. Money is integer nano-dollars, times are milliseconds. */
export const LEDGER_VERSION = 6;

const CREATE = `
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
`;

const ADD_RESPONSE_ID = 'ALTER TABLE attempts ADD COLUMN response_id TEXT;';
const ADD_REASON = 'ALTER TABLE feedback ADD COLUMN reason TEXT;';

/** Which arm of an experiment each request got. */
const ADD_ARMS = `
CREATE TABLE IF NOT EXISTS arms (
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL,
  experiment TEXT NOT NULL,
  arm TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS arms_experiment ON arms (experiment, at);
`;

/** The tables of the ledger's neighbours, each from its own file. */
const NEIGHBOURS: readonly string[] = [NOTICES_SCHEMA, CIRCUITS_SCHEMA, LIMITS_SCHEMA, BUDGET_TABLES, AUDIT_SCHEMA];

/** What leads from each version of the file to the next; the first one from an empty file. */
const STEPS: readonly string[] = [CREATE, ADD_RESPONSE_ID, ADD_REASON, NEIGHBOURS.join(''), QUALITY_SCHEMA, ADD_ARMS];

/** The statements that bring a file of this version up to date. */
export function upgradeFrom(version: number): string {
  return `${STEPS.slice(version).join('')}PRAGMA user_version = ${LEDGER_VERSION};`;
}

export const INSERT_ATTEMPT = `
INSERT INTO main.attempts (${ATTEMPT_COLUMNS})
VALUES (${ATTEMPT_COLUMNS.replace(/\w+/g, '?')})`;

export const INSERT_FEEDBACK = 'INSERT INTO main.feedback (request_id, feedback, at, reason) VALUES (?, ?, ?, ?)';

export const INSERT_ARM = 'INSERT INTO main.arms (request_id, experiment, arm, at) VALUES (?, ?, ?, ?)';

/** The same for a guess: it is no row where somebody has settled that attempt, or is about to. */
export const INSERT_GUESS = INSERT_ATTEMPT.replace('main.attempts', 'main.budget_guessed');
