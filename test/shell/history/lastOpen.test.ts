import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LastOpen } from '../../../src/shell/history/lastOpen.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-last-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the chat that was open is known again, in a folder that is made for it', async () => {
  const place = join(folder, 'of', 'workspace');
  await new LastOpen(place).write('chat-1');
  expect(await new LastOpen(place).read()).toBe('chat-1');
});

test('nothing is known where nothing was written, or nothing sensible', async () => {
  expect(await new LastOpen(folder).read()).toBeUndefined();
  await writeFile(join(folder, 'lastOpen.json'), '[1');
  expect(await new LastOpen(folder).read()).toBeUndefined();
});

test('a window that was killed leaves nothing behind of the one before it', async () => {
  await new LastOpen(folder).write('chat-1');
  const killed = new LastOpen(folder);
  expect([await killed.read(), await killed.read()]).toEqual(['chat-1', 'chat-1']);
  expect(await new LastOpen(folder).read()).toBeUndefined();
});
