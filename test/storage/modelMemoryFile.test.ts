import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ModelMemoryFile } from '../../src/storage/modelMemoryFile.ts';
import { LogLines, TestFolder } from './ledgerFile.ts';

const DAY = 86_400_000;

/** What is written of each model, without its age. */
function models(file: string): Record<string, unknown> {
  const written = JSON.parse(readFileSync(file, 'utf8')).models as Record<string, { at: number }>;
  return Object.fromEntries(Object.entries(written).map(([model, { at, ...facts }]) => [model, facts]));
}

describe('what was learnt of models', () => {
  test('is known at once and after a restart', async () => {
    using folder = new TestFolder();
    const file = folder.file('deep/models.json');
    const memory = await ModelMemoryFile.open(file, new LogLines());
    memory.learn('a/b', { refusedFields: ['seed'], contextWindow: 8192 });
    memory.learn('a/b', { refusedFields: ['temperature'], tokensPerEstimate: 1.25 });
    const all = { refusedFields: ['seed', 'temperature'], contextWindow: 8192, tokensPerEstimate: 1.25 };
    expect(memory.facts('a/b')).toEqual(all);
    expect(memory.facts('a/other')).toEqual({});
    await memory.flush();
    expect((await ModelMemoryFile.open(file, new LogLines())).facts('a/b')).toEqual(all);
  });

  test('is written by itself a moment later, for the user alone, and leaves nothing else behind', async () => {
    using folder = new TestFolder();
    const file = folder.file('models.json');
    const memory = await ModelMemoryFile.open(file, new LogLines());
    memory.learn('a/b', { contextWindow: 1 });
    await expect.poll(() => readdirSync(folder.path), { timeout: 5000 }).toEqual(['models.json']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('of two windows that write at the same time is all kept, and each hears of the other', async () => {
    using folder = new TestFolder();
    const file = folder.file('models.json');
    const windows = await Promise.all([1, 2, 3].map(() => ModelMemoryFile.open(file, new LogLines())));
    for (let turn = 0; turn < 10; turn++) {
      windows.forEach((window, at) => {
        window.learn(`window${at}/model${turn}`, { contextWindow: turn + 1 });
        window.learn('shared/model', { refusedFields: [`field${at}`] });
      });
      await Promise.all(windows.map((window) => window.flush()));
    }
    expect(Object.keys(models(file))).toHaveLength(31);
    windows[0]?.learn('last', { contextWindow: 1 });
    await windows[0]?.flush();
    expect(windows[0]?.facts('window2/model9')).toEqual({ contextWindow: 10 });
    expect([...(windows[0]?.facts('shared/model').refusedFields ?? [])].sort()).toEqual(['field0', 'field1', 'field2']);
    expect(readdirSync(folder.path)).toEqual(['models.json']);
  });

  test.each([
    ['no JSON', '{"version":1,'],
    ['another shape', '{"version":1,"models":{"a":{"tokensPerEstimate":"much"}}}'],
  ])('is set aside where the file is broken (%s), named, and begun anew', async (_, content) => {
    using folder = new TestFolder();
    const file = folder.file('models.json');
    writeFileSync(file, content);
    const log = new LogLines();
    const memory = await ModelMemoryFile.open(file, log);
    expect(memory.facts('a')).toEqual({});
    memory.learn('a', { tokensPerEstimate: 2 });
    await memory.flush();
    expect(models(file)).toEqual({ a: { tokensPerEstimate: 2 } });
    const [aside = ''] = readdirSync(folder.path).filter((name) => name.startsWith('models.json.corrupt-'));
    expect(readFileSync(folder.file(aside), 'utf8')).toBe(content);
    expect(log.lines).toEqual([expect.stringContaining(folder.file(aside))]);
  });

  test('of a newer version is left as it is, said once, and what is learnt goes on in memory', async () => {
    using folder = new TestFolder();
    const file = folder.file('models.json');
    const content = '{"version":2,"models":{},"more":true}';
    writeFileSync(file, content);
    const log = new LogLines();
    const memory = await ModelMemoryFile.open(file, log);
    for (const contextWindow of [1, 2]) {
      memory.learn('a', { contextWindow });
      await memory.flush();
    }
    expect(memory.facts('a')).toEqual({ contextWindow: 2 });
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(log.lines).toEqual([expect.stringContaining('newer Switchyard')]);
  });

  test('that may not be opened is neither replaced nor set aside', async () => {
    using folder = new TestFolder();
    const file = folder.file('models.json');
    // Nothing is forbidden to root, but nobody can read a folder as a file.
    mkdirSync(file);
    const log = new LogLines();
    const memory = await ModelMemoryFile.open(file, log);
    memory.learn('a', { contextWindow: 1 });
    await memory.flush();
    expect(statSync(file).isDirectory()).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['models.json']);
    expect(log.lines).toHaveLength(1);
  });

  test('forgets the models it heard nothing of for longest', async () => {
    using folder = new TestFolder();
    const file = folder.file('models.json');
    const memory = await ModelMemoryFile.open(file, new LogLines());
    for (let at = 0; at < 500; at++) memory.learn(`m/${at}`, { contextWindow: 1 });
    await memory.flush();
    memory.learn('m/0', { contextWindow: 2 });
    memory.learn('m/new', { contextWindow: 3 });
    await memory.flush();
    expect(Object.keys(models(file))).toHaveLength(500);
    expect(models(file)).toMatchObject({ 'm/0': { contextWindow: 2 }, 'm/new': { contextWindow: 3 } });
    expect(models(file)).not.toHaveProperty('m/1');
    expect(memory.facts('m/1')).toEqual({});
  });

  test('goes on in memory where it cannot be written, said once, and is written when it can be', async () => {
    using folder = new TestFolder();
    writeFileSync(folder.file('blocked'), '');
    const log = new LogLines();
    const memory = await ModelMemoryFile.open(folder.file('blocked/models.json'), log);
    memory.learn('a', { contextWindow: 5 });
    const failing = memory.flush();
    await setImmediate();
    memory.learn('b', { contextWindow: 6 });
    await failing;
    expect([memory.facts('a'), memory.facts('b')]).toEqual([{ contextWindow: 5 }, { contextWindow: 6 }]);
    expect(log.lines).toHaveLength(1);
    rmSync(folder.file('blocked'));
    await memory.flush();
    expect(models(folder.file('blocked/models.json'))).toEqual({ a: { contextWindow: 5 }, b: { contextWindow: 6 } });
  });

  test('is not held up by the lock of a process that died', async () => {
    using folder = new TestFolder();
    const file = folder.file('models.json');
    writeFileSync(`${file}.lock`, '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(`${file}.lock`, longAgo, longAgo);
    const memory = await ModelMemoryFile.open(file, new LogLines());
    memory.learn('a', { contextWindow: 5 });
    await memory.flush();
    expect(models(file)).toEqual({ a: { contextWindow: 5 } });
  });

  test('is not held up, nor for long, by the fresh lock of a process that died', async () => {
    using folder = new TestFolder();
    const file = folder.file('models.json');
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(`${file}.lock`, JSON.stringify({ host: hostname(), pid }));
    const log = new LogLines();
    const windows = await Promise.all([1, 2, 3].map(() => ModelMemoryFile.open(file, log)));
    windows.forEach((window, at) => {
      window.learn(`m/${at}`, { contextWindow: 1 });
    });
    const start = performance.now();
    await Promise.all(windows.map((window) => window.flush()));
    expect(performance.now() - start).toBeLessThan(1000);
    expect(Object.keys(models(file)).sort()).toEqual(['m/0', 'm/1', 'm/2']);
    expect(readdirSync(folder.path)).toEqual(['models.json']);
    expect(log.lines).toEqual([]);
  });

  test('waits for the lock of a process that lives, and says that it waited in vain', async () => {
    using folder = new TestFolder();
    const file = folder.file('models.json');
    writeFileSync(`${file}.lock`, JSON.stringify({ host: hostname(), pid: process.pid }));
    const log = new LogLines();
    const memory = await ModelMemoryFile.open(file, log);
    memory.learn('a', { contextWindow: 5 });
    await memory.flush();
    expect(log.lines).toEqual([expect.stringContaining('another window has been writing all the time')]);
    rmSync(`${file}.lock`);
    await memory.flush();
    expect(models(file)).toEqual({ a: { contextWindow: 5 } });
  });

  test('is written only when a fact changed; of a mean three digits are one', async () => {
    using folder = new TestFolder();
    const file = folder.file('models.json');
    const memory = await ModelMemoryFile.open(file, new LogLines());
    memory.learn('a', { tokensPerEstimate: 1.23456, refusedFields: ['seed'] });
    await memory.flush();
    expect(models(file)).toEqual({ a: { tokensPerEstimate: 1.23, refusedFields: ['seed'] } });
    const { ino } = statSync(file);
    memory.learn('a', { tokensPerEstimate: 1.2344 });
    memory.learn('a', { refusedFields: ['seed'] });
    await memory.flush();
    expect(statSync(file).ino).toBe(ino);
    memory.learn('a', { tokensPerEstimate: 1.2351 });
    await memory.flush();
    expect(models(file)).toMatchObject({ a: { tokensPerEstimate: 1.24 } });
  });

  test('is forgotten after thirty days', async () => {
    using folder = new TestFolder();
    const file = folder.file('models.json');
    const now = Date.now();
    const known = { young: { contextWindow: 1, at: now - 29 * DAY }, old: { contextWindow: 1, at: now - 31 * DAY } };
    writeFileSync(file, JSON.stringify({ version: 1, models: { ...known, ageless: { contextWindow: 1 } } }));
    const memory = await ModelMemoryFile.open(file, new LogLines());
    const seen = ['young', 'old', 'ageless'].map((model) => memory.facts(model).contextWindow);
    expect(seen).toEqual([1, undefined, 1]);
    memory.learn('young', { maxOutputTokens: 9 });
    await memory.flush();
    const written = JSON.parse(readFileSync(file, 'utf8')).models;
    // It ages from its first fact on: what a model no longer refuses is found out again.
    expect(written.young).toEqual({ contextWindow: 1, maxOutputTokens: 9, at: known.young.at });
    expect(Object.keys(written)).toEqual(['ageless', 'young']);
    expect(written.ageless.at).toBeGreaterThanOrEqual(now);
  });
});
