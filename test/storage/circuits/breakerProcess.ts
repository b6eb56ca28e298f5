// Run by tests in a process of its own: node breakerProcess.ts FILE; obeys one line after the other, answers each with one.
import process from 'node:process';
import { createInterface } from 'node:readline';
import { type ErrorKind, SwitchyardError } from '../../../src/core/chat/errors.ts';
import { CircuitBreaker, type Permit } from '../../../src/core/resilience/breaker.ts';
import { openLedger } from '../../../src/storage/openLedger.ts';
import { systemClock } from '../../../src/storage/systemClock.ts';
import { LogLines } from '../ledgerFile.ts';

const [file = '', cooldownMs = '15000'] = process.argv.slice(2);
const { ledger, circuits } = await openLedger(file, new LogLines());
const breaker = new CircuitBreaker(systemClock, { store: circuits });
const permits: Permit[] = [];

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, what = ''] = line.split(' ');
  if (verb === 'fail') {
    const permit = breaker.begin('a/m', 'a', `${process.pid} fails`);
    permit.failed(new SwitchyardError(what as ErrorKind, 'x'), Number(cooldownMs));
    permit.end();
    console.log('failed');
  } else if (verb === 'rests') console.log(breaker.openFor('a/m', 'a') === undefined ? 'well' : 'rests');
  else if (verb === 'admit') {
    const admitted = breaker.admit('a/m', 'a', `${process.pid} ${what}`);
    if (admitted) permits.push(breaker.begin('a/m', 'a', `${process.pid} ${what}`));
    console.log(admitted ? 'admitted' : 'refused');
  } else if (verb === 'sign') console.log(circuits.signOf(what));
  else break;
}
for (const permit of permits) permit.end();
ledger.close();
