import { expect, test } from 'vitest';
import type { Chip } from '../../../src/protocol/panelState.ts';
import { enoughChips } from '../../../src/shell/fit/enoughChips.ts';

const chip = (label: string, tokens?: number): Chip => {
  return { id: label, kind: 'file', label, detail: label, ...(tokens === undefined ? {} : { tokens }) };
};

test('the fewest chips that are enough are left out, the largest first; none where all are too few', () => {
  const chips = [chip('small', 10), chip('large', 900), chip('middle', 300), chip('uncounted')];
  const labels = (over: number) => enoughChips(chips, over).map(({ label }) => label);
  expect(labels(500)).toEqual(['large']);
  expect(labels(1000)).toEqual(['large', 'middle']);
  expect(labels(5000)).toEqual([]);
});
