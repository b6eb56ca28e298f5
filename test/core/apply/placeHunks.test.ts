import { createTwoFilesPatch } from 'diff';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePatch } from '../../../src/core/apply/parsePatch.ts';
import { placeHunks } from '../../../src/core/apply/placeHunks.ts';

const line = fc.constantFrom('a', 'b', '', '  c', '}', '- x', '+ y', '-- z', '++ z', '@@', '\\ no', 'same', '\tdeep');
const text = fc
  .array(line, { maxLength: 30 })
  .chain((lines) => fc.constantFrom(lines.join('\n'), lines.map((one) => `${one}\n`).join('')));

function apply(before: string, patch: string) {
  return placeHunks(before, parsePatch(patch)[0]?.hunks ?? []);
}

describe('a patch', () => {
  test('made from A to B turns A into B', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 4 }), (a, b, context) => {
        const placed = apply(a, createTwoFilesPatch('a/x', 'b/x', a, b, '', '', { context }));
        expect(placed).toMatchObject({ ok: true, text: b });
      }),
      { numRuns: 2000 },
    );
  });

  test('applies in the right place of a text that has grown above, and changes nothing else', () => {
    const lines = fc.uniqueArray(fc.string({ minLength: 3, maxLength: 8, unit: fc.constantFrom('a', 'b', 'c', 'd') }), {
      minLength: 6,
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        lines,
        fc.nat(),
        fc.array(fc.constantFrom('new 1', 'new 2', ''), { maxLength: 9 }),
        (all, at, above) => {
          const index = at % all.length;
          const a = `${all.join('\n')}\n`;
          const b = `${all.with(index, 'CHANGED').join('\n')}\n`;
          const shift = above.map((one) => `${one}\n`).join('');
          const placed = apply(shift + a, createTwoFilesPatch('x', 'x', a, b));
          expect(placed).toMatchObject({ ok: true, text: shift + b });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('never throws, whatever text it is', () => {
    fc.assert(
      fc.property(fc.string(), text, (patch, before) => {
        for (const file of parsePatch(patch)) placeHunks(before, file.hunks);
      }),
    );
    fc.assert(
      fc.property(text, text, (patch, before) => {
        for (const file of parsePatch(`@@ -1,3 +1 @@\n${patch}`)) placeHunks(before, file.hunks);
      }),
    );
  });
});
