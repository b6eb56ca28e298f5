import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { savingWhileStreaming } from '../../../src/shell/chat/savingWhileStreaming.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An answer that gets a word every 10 ms and takes so long to write; how often it was written in a minute, and what share of it that took. */
async function minute(writingMs: number, words = true): Promise<{ writes: number; share: number; oldest: number }> {
  let version = 0;
  let writes = 0;
  let written = 0;
  let oldest = 0;
  const end = savingWhileStreaming(
    () => version,
    async () => {
      writes += 1;
      oldest = Math.max(oldest, Date.now() - written);
      written = Date.now();
      await new Promise((done) => setTimeout(done, writingMs));
    },
    Date.now,
  );
  written = Date.now();
  for (let ms = 0; ms < 60_000; ms += 10) {
    if (words) version += 1;
    await vi.advanceTimersByTimeAsync(10);
  }
  end();
  const before = writes;
  version += 1;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(writes).toBe(before);
  return { writes, share: (writes * writingMs) / 60_000, oldest };
}

test('a short chat is written twice a second', async () => {
  const { writes, oldest } = await minute(2);
  expect(writes).toBeGreaterThan(115);
  expect(oldest).toBeLessThan(520);
});

test('a chat that takes long to write is written less often, so that writing takes a few percent', async () => {
  const { share, oldest } = await minute(60);
  expect(share).toBeLessThan(0.03);
  expect(oldest).toBeLessThan(2600);
});

test('however long writing takes, a word is on disk within seconds', async () => {
  expect((await minute(400)).oldest).toBeLessThan(5500);
});

test('nothing is written while nothing comes', async () => {
  expect((await minute(2, false)).writes).toBe(0);
});
