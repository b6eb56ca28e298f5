import { expect, test } from 'vitest';
import { driftRows, linesOfAnswers } from '../../../src/core/accounting/drift.ts';

const rows = (ledger: Record<string, number>, vendor: Record<string, number>) => {
  const lines = (sums: Record<string, number>) => Object.entries(sums).map(([model, usd]) => ({ model, usd }));
  return driftRows(lines(ledger), lines(vendor)).map((row) => [row.model, row.ledgerUsd, row.vendorUsd, row.drift]);
};

test('the drift is what the vendor bills beyond the ledger, the dearest model first', () => {
  expect(rows({ small: 1, large: 8 }, { small: 1, large: 10 })).toEqual([
    ['large', 8, 10, 0.2],
    ['small', 1, 1, 0],
  ]);
});

test('a model that only one side knows is shown', () => {
  expect(rows({ ours: 1 }, { theirs: 2 })).toEqual([
    ['theirs', 0, 2, 1],
    ['ours', 1, 0, null],
  ]);
});

test.each([
  ['gpt-6-sol', 'gpt-6-sol-2026-08-01', true],
  ['claude-haiku-4-5', 'claude-haiku-4-5-20251001', true],
  ['m', 'm-latest', true],
  ['gpt-6', 'gpt-6-sol', false],
  ['gpt-4', 'gpt-4o-2024-08-06', false],
])('%s is billed as %s: %s', (asked, billed, same) => {
  expect(rows({ [asked]: 1 }, { [billed]: 1 })).toHaveLength(same ? 1 : 2);
});

test("answers are billed under the ledger's names of their models; of others nothing is known", () => {
  const ledger = [
    { responseId: 'gen-1', model: 'moonshotai/kimi-k2.5' },
    { responseId: null, model: 'x' },
    { responseId: 'gen-2', model: 'z/glm:free' },
  ];
  const answers = ['gen-2', 'gen-1', 'gen-3'].map((responseId, usd) => ({ responseId, usd }));
  expect(linesOfAnswers(answers, ledger)).toEqual([
    { model: 'z/glm:free', usd: 0 },
    { model: 'moonshotai/kimi-k2.5', usd: 1 },
  ]);
});
