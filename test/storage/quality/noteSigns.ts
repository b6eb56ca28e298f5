// Run by tests in a process of its own: node noteSigns.ts FILE NAME COUNT; notes a vote on so many answers, and on one of all.
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { LogLines } from '../ledgerFile.ts';

const [file = '', name = '', count = '0'] = process.argv.slice(2);
const log = new LogLines();
const { ledger, quality } = await openLedger(file, log);
for (let index = 1; index <= Number(count); index++) {
  quality.note({ requestId: `${name} ${index}`, model: 'a/m', task: 'fix' }, 'down');
  quality.note({ requestId: 'of all', model: 'a/m', task: 'fix' }, 'up');
  await setImmediate();
}
// What another process held up is written a little later; three processes do this.
const written = () => quality.learnt('everywhere')[0]?.signs.down ?? 0;
for (let tries = 0; written() < 3 * Number(count) && tries < 1500; tries++)
  await new Promise((done) => setTimeout(done, 10));
await new Promise((done) => setTimeout(done, 200));
ledger.close();
for (const line of log.lines) console.log(line);
