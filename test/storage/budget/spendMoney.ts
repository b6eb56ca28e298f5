// Run by the property test, sixteen at a time: node spendMoney.ts FILE BILL SEED BEGAN; asks and asks until it is killed.
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fitInto } from '../../../src/core/accounting/worstCase.ts';
import { SILENT } from '../../../src/core/ports/logger.ts';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { aRow } from '../aRow.ts';
import { limitsOf, virtualNow } from './limits.ts';

const [file = '', bill = '', seed = '1', began = '0'] = process.argv.slice(2);
const NEVER = new AbortController().signal;
/** So many tokens come at once. */
const PIECE = 250;
const { ledger, reservations } = await openLedger(file, SILENT);

let state = Number(seed);
/** A number below `most`, the same row of them for the same seed (mulberry32). */
function random(most: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
}

/** What the simulated vendor bills is on its own account at once, whoever lives to read it. */
const billed = (key: string, nano: number) => appendFileSync(bill, `${key} ${nano}\n`);
const dieSometimes = () => {
  if (random(400) === 0) process.kill(process.pid, 'SIGKILL');
};

for (let number = 1; ; number++) {
  const request = `${process.pid}-${seed}-${number}`;
  const chat = `chat ${random(40)}`;
  for (let attempt = 1; attempt <= 1 + random(3); attempt++) await ask(request, chat, attempt);
}

async function ask(requestId: string, conversationId: string, attempt: number): Promise<void> {
  const startedAt = virtualNow(Number(began));
  const rate = 100 * (1 + random(9));
  const worst = {
    inputTokens: 100 + random(900),
    inputNano: 50_000 + random(3_000_000),
    outputRate: rate * 1_000_000,
    outputTokens: 1 + random(20_000),
    leastTokens: 1,
  };
  const row = aRow({ requestId, attempt, startedAt, conversationId, source: random(4) === 0 ? 'server' : 'panel' });
  const reservation = { ...row, ...worst, job: null, hidden: false };
  const limits = limitsOf(row);
  const amount = await reservations.reserve(reservation, limits, (left) => fitInto(worst, left), NEVER);
  if (!('outputTokens' in amount)) return void (await setTimeout(random(3)));
  dieSometimes();
  const key = `${requestId}/${attempt}`;
  let cost = random(2) === 0 ? worst.inputNano : random(worst.inputNano);
  billed(key, cost);
  // Most answers go on to where their money ends, some are stopped before.
  const most = random(3) === 0 ? random(amount.outputTokens + 1) : amount.outputTokens;
  for (let come = 0, noted = 0; come < most; ) {
    dieSometimes();
    const piece = Math.min(PIECE, most - come);
    billed(key, piece * rate);
    cost += piece * rate;
    come += piece;
    while (come - noted >= 500) {
      if (reservations.wrote(requestId, attempt, come)) noted = come;
      else await setTimeout(1);
    }
    if (random(20) === 0) await setTimeout(random(4));
  }
  dieSometimes();
  ledger.record({ ...row, costNano: cost });
}
