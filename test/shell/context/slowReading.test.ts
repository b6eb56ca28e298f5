import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SlowReading } from '../../../src/shell/context/slowReading.ts';

vi.mock('vscode', () => ({
  EventEmitter: class {
    readonly #listeners: (() => void)[] = [];
    readonly event = (listener: () => void) => this.#listeners.push(listener);
    fire() {
      for (const listener of this.#listeners) listener();
    }
    dispose() {}
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what is read quickly is not told; what takes a while is, until the last of it is read or has failed', async () => {
  const reading = new SlowReading();
  const told: boolean[] = [];
  reading.onDidChange(() => told.push(reading.now));
  expect(await reading.during(Promise.resolve('quick'))).toBe('quick');
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual([]);
  const page = Promise.withResolvers<string>();
  const folder = Promise.withResolvers<string>();
  const waiting = [reading.during(page.promise), reading.during(folder.promise)];
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual([true, true]);
  page.resolve('text');
  expect(await waiting[0]).toBe('text');
  expect(reading.now).toBe(true);
  folder.reject(new Error('gone'));
  await expect(waiting[1]).rejects.toThrow('gone');
  expect(told).toEqual([true, true, true, false]);
});
