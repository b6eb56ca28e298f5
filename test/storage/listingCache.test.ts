import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { ListingCache } from '../../src/storage/listingCache.ts';
import { LogLines, TestFolder } from './ledgerFile.ts';

const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
const ORIGIN = 'https://a.test';

function cacheIn(folder: string, logger = new LogLines()) {
  return new ListingCache(folder, texts, logger);
}

/** The only file of a folder that was not there before the first write. */
function onlyFile(folder: string): string {
  const files = readdirSync(folder);
  expect(files).toHaveLength(1);
  return join(folder, files[0] ?? '');
}

describe('lists of models on disk', () => {
  test("come back as they were, for their owner's eyes only", async () => {
    using folder = new TestFolder();
    const place = folder.file('models');
    expect(await cacheIn(place).read('a', ORIGIN)).toBeUndefined();
    await cacheIn(place).write('a', ORIGIN, { at: 7, models: ['m'] });
    expect(await cacheIn(place).read('a', ORIGIN)).toEqual({ at: 7, models: ['m'] });
    expect(statSync(onlyFile(place)).mode & 0o777).toBe(0o600);
    expect(statSync(place).mode & 0o777).toBe(0o700);
  });

  test('are kept apart by provider and origin, whatever these hold', async () => {
    using folder = new TestFolder();
    const cache = cacheIn(folder.file('models'));
    const places = [
      ['a', ORIGIN],
      ['a', 'https://b.test'],
      ['b', ORIGIN],
      ['../../etc', 'http://[::1]:80'],
    ] as const;
    for (const [at, [id, origin]] of places.entries()) await cache.write(id, origin, { at, models: [id] });
    const read = await Promise.all(places.map(([id, origin]) => cache.read(id, origin)));
    expect(read).toEqual(places.map(([id], at) => ({ at, models: [id] })));
    expect(readdirSync(folder.path)).toEqual(['models']);
  });

  test.each([
    ['half a file', (text: string) => text.slice(0, text.length / 2)],
    ['an empty file', () => ''],
    ['another kind of file', () => '[1, 2]'],
    ['a list of something else', (text: string) => text.replace('["m"]', '[5]')],
    ['a newer version', (text: string) => text.replace('"version":1', '"version":2')],
    ["another provider's list", (text: string) => text.replace('"provider":"a"', '"provider":"b"')],
  ])('count as missing and are written anew: %s', async (_, damage) => {
    using folder = new TestFolder();
    const cache = cacheIn(folder.file('models'));
    await cache.write('a', ORIGIN, { at: 7, models: ['m'] });
    const file = onlyFile(folder.file('models'));
    const damaged = damage(readFileSync(file, 'utf8'));
    expect(damaged).not.toBe(readFileSync(file, 'utf8'));
    writeFileSync(file, damaged);
    expect(await cache.read('a', ORIGIN)).toBeUndefined();
    await cache.write('a', ORIGIN, { at: 8, models: ['n'] });
    expect(await cache.read('a', ORIGIN)).toEqual({ at: 8, models: ['n'] });
  });

  test('are whole at every moment, while two windows write', async () => {
    using folder = new TestFolder();
    const [one, two] = [cacheIn(folder.file('models')), cacheIn(folder.file('models'))];
    const long = Array.from({ length: 5000 }, (_, at) => `model ${at}`);
    await one.write('a', ORIGIN, { at: 0, models: long });
    const seen: (number | undefined)[] = [];
    const writes = Array.from({ length: 20 }, (_, at) => (at % 2 ? one : two).write('a', ORIGIN, { at, models: long }));
    for (let read = 0; read < 20; read++) seen.push((await two.read('a', ORIGIN))?.models.length);
    await Promise.all(writes);
    expect(new Set(seen)).toEqual(new Set([5000]));
    expect(onlyFile(folder.file('models'))).toMatch(/\.json$/);
  });

  test('that cannot be written are a warning, no failure', async () => {
    using folder = new TestFolder();
    const log = new LogLines();
    writeFileSync(folder.file('models'), 'a file where the folder should be');
    await cacheIn(folder.file('models'), log).write('a', ORIGIN, { at: 7, models: ['m'] });
    expect(log.lines).toEqual([expect.stringMatching(/^warn the models of a are not kept: /)]);
  });

  test.skipIf(process.getuid?.() === 0)(
    'in a folder without permission are a warning, too (skipped as root, whom nothing is forbidden)',
    async () => {
      using folder = new TestFolder();
      const log = new LogLines();
      mkdirSync(folder.file('models'));
      chmodSync(folder.file('models'), 0o500);
      await cacheIn(folder.file('models'), log).write('a', ORIGIN, { at: 7, models: ['m'] });
      expect(log.lines).toHaveLength(1);
    },
  );
});
