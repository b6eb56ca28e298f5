import { describe, expect, test } from 'vitest';
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
  ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5', true],
  ['claude-sonnet-4-5@20250929', 'claude-sonnet-4-5', true],
  ['claude-sonnet-4-5@20250929', 'claude-sonnet-4-5-20250929', true],
  ['gpt-6-sol-2026-08-01', 'gpt-6-sol', true],
  ['gpt-3.5-turbo', 'gpt-3.5-turbo-0125', true],
  ['gpt-4-0613', 'gpt-4', true],
  ['m', 'm-latest', true],
  ['m-latest', 'm-20260801', true],
  ['gpt-4o-2024-05-13', 'gpt-4o-2024-08-06', false],
  ['qwen3', 'qwen3-2507', false],
  ['llama2', 'llama2-4096', false],
  ['embed', 'embed-1024', false],
  ['gpt-4', 'gpt-40613', false],
  ['gpt-6', 'gpt-6-sol', false],
  ['gpt-4', 'gpt-4o-2024-08-06', false],
])('%s is billed as %s: %s', (asked, billed, same) => {
  expect(rows({ [asked]: 1 }, { [billed]: 1 })).toHaveLength(same ? 1 : 2);
});

describe('a model under its alias and its dated names', () => {
  const [alias, may, august] = ['gpt-4o', 'gpt-4o-2024-05-13', 'gpt-4o-2024-08-06'];

  test.each<[string, Record<string, number>, Record<string, number>, unknown[][]]>([
    ['is one row where the vendor tells the date only', { [may]: 1, [alias]: 3 }, { [may]: 4 }, [[may, 4, 4, 0]]],
    [
      'is one row where the vendor tells the alias only',
      { [alias]: 3, [may]: 1 },
      { [alias]: 5 },
      [[alias, 4, 5, 0.2]],
    ],
    ['is one row of the alias however it is billed', { [alias]: 3 }, { [may]: 1, [august]: 2 }, [[alias, 3, 3, 0]]],
    [
      'keeps both rows where the vendor tells both',
      { [alias]: 3, [may]: 1 },
      { [alias]: 3, [may]: 2 },
      [
        [alias, 3, 3, 0],
        [may, 1, 2, 0.5],
      ],
    ],
    [
      'keeps what other programs asked by a name the ledger has not',
      { [alias]: 3 },
      { [alias]: 3, [may]: 2 },
      [
        [alias, 3, 3, 0],
        [may, 0, 2, 1],
      ],
    ],
    [
      'gives the alias the date that nobody else has',
      { [may]: 1, [alias]: 3 },
      { [may]: 1, [august]: 4 },
      [
        [alias, 3, 4, 0.25],
        [may, 1, 1, 0],
      ],
    ],
    [
      'is told apart by its dates',
      { [may]: 4, [august]: 3 },
      { [august]: 3 },
      [
        [may, 4, 0, null],
        [august, 3, 3, 0],
      ],
    ],
    [
      'is not guessed between two dates',
      { [may]: 2, [august]: 1, [alias]: 3 },
      { [may]: 2, [august]: 1 },
      [
        [alias, 3, 0, null],
        [may, 2, 2, 0],
        [august, 1, 1, 0],
      ],
    ],
  ])('%s', (_, ledger, vendor, expected) => {
    expect(rows(ledger, vendor)).toEqual(expected);
  });
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
