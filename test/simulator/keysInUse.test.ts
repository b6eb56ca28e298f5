import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesWithKeys, makeTestFolders } from '../e2e/harness/testFolders.ts';
import { startSimulator } from './simulator.ts';

const KEY = 'a-key-nobody-may-write-down';

test('a key that a simulated provider expects is found wherever it was written: as it is, in UTF-16, as base64', async () => {
  const simulator = await startSimulator({ providers: { a: { key: KEY, models: {} } } });
  await simulator.close();
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-keys-'));
  try {
    await writeFile(join(folder, 'plain.log'), `authorization: Bearer ${KEY}`);
    await writeFile(join(folder, 'wide.db'), Buffer.from(KEY, 'utf16le'));
    await writeFile(join(folder, 'coded.json'), Buffer.from(KEY).toString('base64'));
    await writeFile(join(folder, 'clean.txt'), 'a-key');
    const found = await filesWithKeys(folder, (path) => path.endsWith('coded.json'));
    expect(found).toEqual([join(folder, 'plain.log'), join(folder, 'wide.db')]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("an editor's folders are not removed in silence when a key was written to them", async () => {
  const simulator = await startSimulator({ providers: { a: { key: KEY, models: {} } } });
  await simulator.close();
  const excused = await makeTestFolders({ 'tool.yaml': `api_key: ${KEY}` });
  await excused.remove();
  const leaking = await makeTestFolders({});
  await writeFile(join(leaking.root, 'exthost.log'), KEY);
  await expect(leaking.remove()).rejects.toThrow(/exthost\.log/);
});
