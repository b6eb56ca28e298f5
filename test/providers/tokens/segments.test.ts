import * as fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';
import { segments } from '../../../src/providers/tokens/segments.ts';
import { SAMPLES } from '../../core/accounting/sampleTexts.ts';

test('the segments of any text are the text, none empty, none much longer than asked, no character cut in two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (text, length) => {
      const parts = [...segments(text, length)];
      expect(parts.join('')).toBe(text);
      expect(parts.every((part) => part.length > 0 && part.length <= length * 1.25 + 2)).toBe(true);
      expect(parts.every((part) => part.isWellFormed())).toBe(text.isWellFormed());
    }),
  );
});

test('cut where the splitter cuts anyway, the segments have as many tokens as the text', () => {
  const off = Object.entries(SAMPLES).map(([kind, text]) => {
    const parts = [...segments(text.repeat(4), 400)];
    return { kind, more: parts.reduce((sum, part) => sum + countTokens(part), 0) - countTokens(text.repeat(4)) };
  });
  expect(off.filter(({ more }) => more !== 0)).toEqual([]);
});

test('a text without any place to cut is cut all the same', () => {
  expect([...segments('x'.repeat(1000), 100)].length).toBe(10);
});
