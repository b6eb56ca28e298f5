import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { questionSets } from '../../../scripts/complexity/questionSets.ts';
import { trainModel } from '../../../scripts/complexity/trainModel.ts';

const FILE = join(import.meta.dirname, '../../../src/core/classify/complexity/complexityData.json');
const sets = questionSets();
const why = sets === undefined ? ' (skipped: the question sets of ../shared are not here)' : '';

test.skipIf(sets === undefined)(`the file is what scripts/trainComplexity.ts makes${why}`, { timeout: 300_000 }, () => {
  if (sets === undefined) return;
  const same = readFileSync(FILE, 'utf8') === `${JSON.stringify(trainModel(sets))}\n`;
  expect(same, 'run node scripts/trainComplexity.ts').toBe(true);
});

test('the file is small', () => {
  expect(readFileSync(FILE).length).toBeLessThan(90_000);
});
