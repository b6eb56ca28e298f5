// Run by tests in a process of its own: node tellNotices.ts FILE COUNT; prints the notices it was to tell, one a line.
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { LogLines } from '../ledgerFile.ts';

const [file = '', count = '0'] = process.argv.slice(2);
const { ledger, notices } = await openLedger(file, new LogLines());
for (let key = 1; key <= Number(count); key++) {
  if (notices.tellOnce(`notice ${key}`, Number.POSITIVE_INFINITY, 1000)) console.log(key);
  await setImmediate();
}
ledger.close();
