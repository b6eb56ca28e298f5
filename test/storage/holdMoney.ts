// Run by tests in a process of its own: node holdMoney.ts FILE JOB; sets money aside, says so, and waits to be killed.
import { writeSync } from 'node:fs';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { SILENT } from '../../src/core/ports/logger.ts';
import { openLedger } from '../../src/storage/openLedger.ts';
import { aRow } from './aRow.ts';

const [file = '', job = ''] = process.argv.slice(2);
const { reservations } = await openLedger(file, SILENT);
const held = { ...aRow({ requestId: 'held' }), job: job === '' ? null : job };
const price = { inputTokens: 10, inputNano: 100, outputRate: 1_000_000_000, hidden: false };
const amount = { nano: 5_000_000, outputTokens: 5000 };
await reservations.reserve({ ...held, ...price }, [], () => amount, new AbortController().signal);
reservations.wrote('held', 1, 600);
writeSync(1, 'held\n');
await setTimeout(60_000);
