import { expect, test } from 'vitest';
import { mergeContexts } from '../../../src/core/chat/mergeContexts.ts';
import { withContext } from '../../../src/core/prompt/composeMessages.ts';

test('several pieces lose nothing: files and further selections keep their own language', () => {
  const merged = mergeContexts([
    { command: 'explain' },
    { languageId: 'typescript', selection: 'a()', selectionPath: 'a.ts:1-1', diagnostics: ['line 1: no'] },
    { languageId: 'css', selection: 'b {}', selectionPath: 'b.css:2-2', diagnostics: ['line 2: no'] },
    { files: [{ path: 'c.ts', text: 'c', languageId: 'typescript' }] },
    { files: [{ path: 'LICENSE', text: 'free' }] },
    { images: [{ mimeType: 'image/png', base64: 'AA==' }] },
    { notes: [{ title: 'Changes', text: '+1', languageId: 'diff' }] },
    { paths: ['a.ts', 'b.ts'] },
    { paths: ['b.ts', 'd.ts'] },
  ]);
  expect(merged).toEqual({
    command: 'explain',
    languageId: 'typescript',
    selection: 'a()',
    selectionPath: 'a.ts:1-1',
    selections: [{ text: 'b {}', path: 'b.css:2-2', languageId: 'css' }],
    diagnostics: ['line 1: no', 'line 2: no'],
    files: [
      { path: 'c.ts', text: 'c' },
      { path: 'LICENSE', text: 'free', languageId: '' },
    ],
    images: [{ mimeType: 'image/png', base64: 'AA==' }],
    notes: [{ title: 'Changes', text: '+1', languageId: 'diff' }],
    paths: ['a.ts', 'b.ts', 'd.ts'],
  });
  const words = withContext('Why?', merged);
  expect(words).toContain('Selected in b.css:2-2:\n```css\nb {}\n```');
  expect(words).toContain('c.ts:\n```typescript\nc\n```');
  expect(words).toContain('LICENSE:\n```\nfree\n```');
  expect(words).toContain('Changes:\n```diff\n+1\n```');
});

test('what says the same twice is said once', () => {
  const file = { files: [{ path: 'a.ts', text: 'a', languageId: 'typescript' }] };
  expect(mergeContexts([file, file]).files).toHaveLength(1);
  expect(mergeContexts([{ selection: 'a' }, { selection: 'a' }]).selections).toBeUndefined();
});

test('one piece stays as it was', () => {
  const context = { command: 'ask', languageId: 'css', files: [{ path: 'a.css', text: 'a' }], diagnostics: ['x'] };
  expect(mergeContexts([context])).toEqual(context);
  expect(mergeContexts([])).toEqual({});
});
