import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateTokens } from '../../../src/core/accounting/estimateTokens.ts';
import { tokenFamilyOf } from '../../../src/core/accounting/tokenFamilies.ts';
import { TokenTally } from '../../../src/core/accounting/tokenTally.ts';

const FAMILY = tokenFamilyOf('gpt-5');
const words = fc.constantFrom(
  'rain',
  ' falls',
  '  ',
  '\t',
  '\n',
  'getElementById',
  'Überfluß',
  '日本語',
  '👋',
  '12345',
  '();',
  '\u00a0',
);

test('any pieces of a text are as many tokens as the whole of it', () => {
  const pieces = fc.array(
    fc.array(words, { maxLength: 9 }).map((some) => some.join('')),
    { maxLength: 9 },
  );
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 400 }), (some, times) => {
      const all = Array.from({ length: times }, () => some).flat();
      const tally = new TokenTally();
      for (const piece of all) tally.add(piece);
      // A text without blanks may be cut within a word.
      const cuts = Math.ceil(all.join('').length / 4096);
      const whole = estimateTokens(all.join(''), FAMILY);
      const difference = Math.abs(tally.estimate(FAMILY) - whole);
      expect(difference).toBeLessThanOrEqual(/[ \t]/.test(some.join('')) ? 1 : cuts * 4);
    }),
  );
});
