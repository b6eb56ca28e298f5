import { describe, expect, test } from 'vitest';
import { WorkspaceFamily, workspaceOf } from '../../../src/shell/history/workspaceFamily.ts';

const of = (...uris: string[]) => workspaceOf(uris.map((uri) => ({ uri, name: uri.split('/').at(-1) ?? '' })));
const there = new Set(['file:///a/app', 'file:///b/app', 'file:///a/lib']);
const family = (...uris: string[]) =>
  new WorkspaceFamily(
    () => of(...uris),
    async (uri) => there.has(uri),
  );

describe('a chat counts as one of this workspace', () => {
  test('when they share a folder, alone or among several', async () => {
    const several = of('file:///a/lib', 'file:///a/app')?.key ?? '';
    expect(await family('file:///a/app').has(several)).toBe(true);
    expect(await family('file:///a/lib', 'file:///x').has(several)).toBe(true);
    expect(await family('file:///x').has(several)).toBe(false);
  });

  test('when its folder is gone and one of the same name is open', async () => {
    expect(await family('file:///new/app').has('file:///old/app')).toBe(true);
    expect(await family('file:///new/app').has('file:///old/lib')).toBe(false);
    expect(await family('file:///new/app').has('file:///b/app')).toBe(false);
  });

  test('when neither has a folder', async () => {
    expect(await family().has(null)).toBe(true);
    expect(await family().has('file:///a/app')).toBe(false);
    expect(await family('file:///a/app').has(null)).toBe(false);
  });
});

test('a workspace has one key whatever the order of its folders', () => {
  expect(of('file:///b', 'file:///a')?.key).toBe(of('file:///a', 'file:///b')?.key);
  expect(of('file:///b', 'file:///a')?.name).toBe('b, a');
  expect(of()).toBeNull();
});
