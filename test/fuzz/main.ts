import { parseArgs } from 'node:util';
import { withRecordings } from './corpus.ts';
import { Fuzzer } from './fuzzer.ts';

// npm run fuzz -- --count 1000000 --seed 1: mutated answers through every dialect, until one breaks a promise.
const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
});
const count = Number(values.count);
const fuzzer = new Fuzzer(Number(values.seed));
const ends = new Map<string, number>();
const startedAt = performance.now();
let warm = 0;
for (let round = 1; round <= count; round++) {
  const end = await fuzzer.round();
  ends.set(end, (ends.get(end) ?? 0) + 1);
  if (round === Math.ceil(count / 10)) warm = heapMb();
  if (round % 50_000 === 0)
    console.error(`${round} rounds, ${Math.round((performance.now() - startedAt) / 1000)} s, heap ${heapMb()} MB`);
}
const grown = heapMb() - warm;
console.log(
  JSON.stringify({
    rounds: count,
    recordings: withRecordings,
    seconds: Math.round((performance.now() - startedAt) / 1000),
    grownMb: grown,
    ends: Object.fromEntries(ends),
  }),
);
if (grown > 20) {
  console.error(`the heap grew by ${grown} MB after the first tenth`);
  process.exitCode = 1;
}

/** What is still held, with `--expose-gc`. */
function heapMb(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1e5) / 10;
}
