import { expect, test } from 'vitest';
import { placeFinding } from '../../../src/core/review/placeFinding.ts';
import { readFindings } from '../../../src/core/review/readFindings.ts';

/** `severity path:line-end title | quote | body` of each finding. */
const lines = (markdown: string) =>
  readFindings(markdown).map(
    ({ severity, path, line, endLine, title, quote = '', body }) =>
      `${severity} ${path}:${line}-${endLine} ${title} | ${quote} | ${body}`,
  );

test.each([
  [
    '### High · `src/a.ts:12-14` · Off by one\n\n> for (;;)\n\nIt is.',
    'high src/a.ts:12-14 Off by one | for (;;) | It is.',
  ],
  ['## **Medium** – src/a.ts:3: Slow\nYes.', 'medium src/a.ts:3-3 Slow |  | Yes.'],
  ['- **[Low]** `a.ts:7` — Naming\n  Rename.', 'low a.ts:7-7 Naming |  | Rename.'],
  ['1. Critical: [lib/x.py:5](lib/x.py) leaks', 'high lib/x.py:5-5 leaks |  | '],
  ['### HIGH · ./src/a.ts:1:4 · Column', 'high src/a.ts:1-1 Column |  | '],
  [
    '### High · a.ts:9\n```ts\nreturn x;\n```\nWhy.',
    'high a.ts:9-9 return x; | return x; | ```ts\nreturn x;\n```\nWhy.',
  ],
])('%j is a finding', (markdown, expected) => {
  expect(lines(markdown)).toEqual([expected]);
});

test.each([
  'All is well.',
  '### High · somewhere · no place',
  '### Summary\nsrc/a.ts:3 is fine',
  '```\n### High · a.ts:3 · in code\n```',
  'At 12:30 we met. - high',
])('%j holds none', (markdown) => {
  expect(lines(markdown)).toEqual([]);
});

test('a heading without a place ends the finding before it', () => {
  const [finding] = readFindings('### Low · a.ts:1 · One\nBody.\n### Verdict\nGood.');
  expect(finding?.body).toBe('Body.');
});

const TEXT = ['a', 'const first = 1;', 'b', '  const first = 1;', 'c', 'd', 'e', 'f', 'g', 'h'];
const at = (line: number, quote?: string, endLine = line, reviewed = [{ start: 2, end: 6 }]) => {
  const placed = placeFinding({ line, endLine, ...(quote === undefined ? {} : { quote }) }, TEXT, reviewed);
  return placed && `${placed.start}-${placed.end}`;
};

test('a finding stands where it says, where its quote is, or nowhere', () => {
  expect(at(3)).toBe('3-3');
  expect(at(3, undefined, 99)).toBe('3-6');
  expect(at(9)).toBe('6-6');
  expect(at(10)).toBeUndefined();
  expect(at(500)).toBeUndefined();
  expect(at(500, 'const first = 1;')).toBe('4-4');
  expect(at(1, 'const  first = 1;')).toBe('2-2');
  expect(at(3, 'not there at all')).toBe('3-3');
  expect(at(10, 'h')).toBeUndefined();
  expect(at(20, undefined, 20, [{ start: 1, end: 30 }])).toBeUndefined();
  expect(at(1, undefined, 1, [])).toBeUndefined();
});
