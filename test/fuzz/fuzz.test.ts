import { expect, test } from 'vitest';
import { withRecordings } from './corpus.ts';
import { Fuzzer } from './fuzzer.ts';

const BOX_MS = 10_000;
const HANGS_MS = 5000;

if (!withRecordings)
  console.warn('the fuzz run starts from our own bodies only: there are no recordings beside the repository');

// Time-boxed: what it proves does not depend on how far it comes. `npm run fuzz` goes on for a million.
test('mutated answers end in one finish or one coded error, whatever is done to them', async () => {
  const fuzzer = new Fuzzer(Date.now() >>> 8);
  const ends = new Map<string, number>();
  for (const until = performance.now() + BOX_MS; performance.now() < until; ) {
    const end = await Promise.race([fuzzer.round(), hang()]);
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  expect(ends.get('ok') ?? 0).toBeGreaterThan(0);
  expect(ends.get('protocol') ?? 0).toBeGreaterThan(0);
});

function hang(): Promise<never> {
  return new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`no end within ${HANGS_MS} ms`)), HANGS_MS).unref(),
  );
}
