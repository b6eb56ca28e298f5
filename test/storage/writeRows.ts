// Run by tests in a process of its own: node writeRows.ts FILE NAME COUNT; says `N` after every row that was written.
import { writeSync } from 'node:fs';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { openLedger } from '../../src/storage/openLedger.ts';
import { aRow } from './aRow.ts';
import { LogLines } from './ledgerFile.ts';

const [file = '', name = '', count = '0'] = process.argv.slice(2);
const log = new LogLines();
const { ledger, problem } = await openLedger(file, log);
let written = 0;
ledger.onChange(() => {
  written += 1;
  writeSync(1, `${written}\n`);
});
for (let row = 1; row <= Number(count); row++) {
  ledger.record(aRow({ requestId: `${name}-${row}`, costNano: row }));
  await setImmediate();
}
ledger.close();
for (const line of [...log.lines, ...(problem === undefined ? [] : [problem])]) writeSync(2, `${line}\n`);
