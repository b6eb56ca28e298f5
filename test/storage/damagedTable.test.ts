import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { Limiter } from '../../src/core/limits/limiter.ts';
import { SILENT } from '../../src/core/ports/logger.ts';
import { CircuitBreaker } from '../../src/core/resilience/breaker.ts';
import { Latencies } from '../../src/core/resilience/latencies.ts';
import { routeChat } from '../../src/core/routing/routeChat.ts';
import { upgradeFrom } from '../../src/storage/ledgerSchema.ts';
import { localCalendar } from '../../src/storage/localCalendar.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import type { StorageTrouble } from '../../src/storage/storageTrouble.ts';
import { aRequest, Scenario } from '../fakes/scenario.ts';
import { THREE } from '../fakes/testSetup.ts';
import { aRow } from './aRow.ts';
import { TestFolder } from './ledgerFile.ts';

const PAGE = 4096;

const DONE = ['attempt', 'text', 'done'];
const REFUSED = [
  'error budget The ledger of costs is damaged and cannot be read, so the budget cannot be kept. Start Switchyard anew: the damaged file is then set aside, and a new one begun.',
];

/** By a read, or by a write. */
const isTold = (types: string[]) => types.includes('damaged') || types.includes('unwritten');

/** All that has a page of its own in the ledger's file. */
function tablesAndIndexes(): string[] {
  const db = new DatabaseSync(':memory:');
  db.exec(upgradeFrom(0));
  return db
    .prepare('SELECT name FROM sqlite_schema WHERE rootpage > 1 ORDER BY rootpage')
    .all()
    .map(({ name }) => String(name));
}

/** Overwrites the first page of a table or an index. */
function damage(file: string, name: string): void {
  const db = new DatabaseSync(file);
  const row = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name);
  db.close();
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(PAGE, 0xee), 0, PAGE, (Number(row?.rootpage) - 1) * PAGE);
  closeSync(descriptor);
}

/** A whole start: what is read then, one request under a budget, a notice, and the end. The request's events. */
async function start(file: string, tell: (trouble: StorageTrouble) => void): Promise<string[]> {
  const { ledger, reservations, circuits, limits, notices, audit, quality } = await openLedger(file, SILENT, tell);
  const script = ['Hello', { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'stop' as const }];
  const { a, ...others } = THREE.providers;
  const providers = { a: { ...a, limits: { concurrent: 5 } }, ...others };
  const scenario = new Scenario({ a: script }, { providers, budget: { dailyUsd: 1 } });
  const { clock } = scenario;
  const tools = {
    ...scenario.tools,
    ledger,
    audit,
    breaker: new CircuitBreaker(clock, { store: circuits, random: () => 0, keyPrint: () => circuits.signOf('key') }),
    limiter: new Limiter(limits, clock),
    latencies: new Latencies(clock, ledger.firstWordsSince(0)),
    budget: { reservations, calendar: localCalendar },
  };
  const events: string[] = [];
  for await (const event of routeChat(
    aRequest({ conversationId: 'c' }),
    scenario.setup,
    tools,
    new AbortController().signal,
  )) {
    events.push(event.type === 'error' ? `error ${event.error.kind} ${event.error.message}` : event.type);
  }
  notices.tellOnce('a notice', 1, 1);
  ledger.spentSince(0);
  ledger.feedback('request', 'up', 1);
  ledger.feedbackSince(0);
  ledger.arm({ requestId: 'request', experiment: 'e', arm: 'a' }, 1);
  ledger.armsSince('e', 0);
  quality.evidence('a/m', 'chat');
  quality.note({ requestId: 'request', model: 'a/m', task: 'chat' }, 'up');
  ledger.close();
  return events;
}

test.each(tablesAndIndexes())(
  'Damage in %s stops one request at most, with its reason, and is set aside',
  async (name) => {
    using folder = new TestFolder();
    const file = folder.file('ledger.db');
    const first = await openLedger(file, SILENT);
    first.ledger.record(aRow());
    first.ledger.close();
    damage(file, name);
    const told: StorageTrouble[] = [];
    const tell = (trouble: StorageTrouble) => void told.push(trouble);
    const [decision, ...after] = await start(file, tell);
    expect(decision).toBe('decision');
    expect([DONE, REFUSED]).toContainEqual(after);
    expect(told.map(({ type }) => type)).toSatisfy(isTold);
    expect(await start(file, tell)).toEqual(['decision', ...DONE]);
    expect(readdirSync(folder.path).filter((one) => /corrupt-[\dT-]+$/.test(one))).toHaveLength(1);
  },
);
