import { DatabaseSync } from 'node:sqlite';
import { createBenchCore } from '../benchCore.ts';
import { PRICE, questionOf } from './answerOf.ts';
import { type Contestant, type Got, PATIENCE_MS } from './contestant.ts';

/** One attempt as the ledger's file has it. */
export interface LedgerRow {
  readonly provider: string;
  readonly estimated: 0 | 1;
  readonly costNano: number | null;
}

/** The whole core with its ledger in a file, one breaker for all requests, as an editor's window has it. */
export interface SwitchyardContestant extends Contestant {
  /** What the file holds, read by a connection of its own. */
  rows(): LedgerRow[];
}

/** Every other reader cannot take text back: those answers are continued instead of restarted. */
function isRetractable(number: number): boolean {
  return number % 2 === 0;
}

/** Switchyard as it comes, with these providers as its chain. */
export async function switchyard(baseUrls: Readonly<Record<string, string>>): Promise<SwitchyardContestant> {
  const core = await createBenchCore(baseUrls, {
    price: PRICE,
    timeouts: { firstTokenMs: PATIENCE_MS, idleMs: PATIENCE_MS },
    remembersFailures: true,
  });
  const ask = async (number: number): Promise<Got> => {
    const start = performance.now();
    let text = '';
    let firstMs: number | undefined;
    let answered = false;
    for await (const event of core.ask(questionOf(number), { retractable: isRetractable(number) })) {
      if (event.type === 'text') {
        firstMs ??= performance.now() - start;
        text += event.delta;
      } else if (event.type === 'retract') text = text.slice(0, text.length - event.characters);
      else if (event.type === 'done') answered = true;
    }
    return { text, answered, firstMs, totalMs: performance.now() - start };
  };
  return {
    name: 'Switchyard',
    ask,
    rows: () => {
      const db = new DatabaseSync(core.ledgerFile, { readOnly: true });
      const rows = db.prepare('SELECT provider, estimated, cost_nano AS costNano FROM attempts').all();
      db.close();
      return rows as unknown as LedgerRow[];
    },
    [Symbol.asyncDispose]: async () => core.close(),
  };
}
