import { expect, test } from 'vitest';
import { notAttached } from '../../../src/shell/context/notAttached.ts';

const at = (id: string, detail: string) => ({ chip: { id, kind: 'file' as const, label: 'pager.ts', detail } });

test('a file that was dropped by one address is not offered again by another', () => {
  const offered = [at('file vscode-remote://here/pager.ts', 'web/pager.ts'), at('b', 'web/other.ts')];
  expect(notAttached(offered, [at('file file:///pager.ts', 'web/pager.ts')])).toEqual([offered[1]]);
});
