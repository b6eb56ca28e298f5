import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeHunks } from '../../../src/core/apply/placeHunks.ts';
import { hunksBetween } from '../../../src/shell/apply/hunksBetween.ts';
import { lineEdits } from '../../../src/shell/apply/lineEdits.ts';
import { rebaseText } from '../../../src/shell/apply/rebaseText.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', '', '  c', '}', '-'), { maxLength: 25 })
  .chain((lines) => fc.constantFrom(lines.join('\n'), lines.map((line) => `${line}\r\n`).join('')));

test('line edits turn one text into the other and touch no line that both have in place', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
      let result = '';
      let next = 0;
      for (const { start, end, text: fresh } of lineEdits(before, after)) {
        expect(start).toBeGreaterThanOrEqual(next);
        result += lines.slice(next, start).join('') + fresh;
        next = end;
      }
      expect(result + lines.slice(next).join('')).toBe(after);
    }),
    { numRuns: 1000 },
  );
  expect(lineEdits('a\nb\nc\n', 'a\nB\nc\n')).toEqual([{ start: 1, end: 2, text: 'B\n' }]);
});

test('the hunks between two texts turn one into the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before.includes('\r') === after.includes('\r') || before === '' || after === '');
      const placed = placeHunks(before, hunksBetween(before, after));
      const expected = before === '' ? after.replaceAll('\r\n', '\n') : after;
      expect(placed).toMatchObject({ ok: true, text: expected });
    }),
    { numRuns: 1000 },
  );
});

const BASE = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');

test('a change is placed anew in a document that was changed elsewhere meanwhile', () => {
  const wanted = BASE.replace('line 15', 'proposed');
  const current = BASE.replace('line 2\n', 'typed\nand more\n');
  expect(rebaseText(BASE, wanted, current)).toMatchObject({ ok: true, text: current.replace('line 15', 'proposed') });
  expect(rebaseText(BASE, wanted, BASE)).toMatchObject({ ok: true, text: wanted });
});

test('a change of the very same line has no place any more', () => {
  const wanted = BASE.replace('line 15', 'proposed');
  expect(rebaseText(BASE, wanted, BASE.replace('line 15', 'typed'))).toEqual({ ok: false, line: 16 });
});
