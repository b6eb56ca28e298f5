import { expect, test } from 'vitest';
import { usdWords } from '../../../src/core/accounting/usdWords.ts';

test.each([
  [0, '$0.00'],
  [1_000, '$0.000001'],
  [2_500_000, '$0.00250'],
  [10_000_000, '$0.01'],
  [12_300_000, '$0.012'],
  [900_000_000, '$0.90'],
  [905_000_000, '$0.905'],
  [999_600_000, '$1.00'],
  [12_345_000_000, '$12.35'],
])('%i nano-dollars are %s', (nano, words) => expect(usdWords(nano)).toBe(words));
