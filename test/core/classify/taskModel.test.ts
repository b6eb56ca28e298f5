import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { authoredExamples } from '../../../scripts/classify/authoredExamples.ts';
import { buildTaskModel } from '../../../scripts/classify/buildTaskModel.ts';
import { oftenWords } from '../../../scripts/classify/oftenWords.ts';
import { sharedPrompts } from '../../../scripts/classify/sharedPrompts.ts';
import { TASKS } from '../../../src/core/chat/task.ts';
import { packTaskModel, unpackTaskModel } from '../../../src/core/classify/task/taskModel.ts';

const FILE = join(import.meta.dirname, '../../../src/core/classify/task/taskModelData.json');
const WORDS = join(FILE, '../oftenWords.json');
const prompts = sharedPrompts();
const reason = 'skipped: the labelled prompts of ../shared are not here';

test('a model that was packed weighs what it did, by less than a thirtieth of its largest weight', () => {
  const weights = Float32Array.from(
    { length: 4 * TASKS.length },
    (_, at) => Math.sin(at) * (at < TASKS.length ? 0 : 1),
  );
  const { rowOf, weights: unpacked, temperature } = unpackTaskModel(packTaskModel(weights, 2, 3, 0.75));
  expect([...rowOf]).toEqual([0, 1, 2, 3]);
  expect(temperature).toBe(0.75);
  for (const [at, weight] of weights.entries()) expect(Math.abs((unpacked[at] ?? 9) - weight)).toBeLessThan(1 / 30);
});

test('our own examples are many, of every task, and the file has its size', () => {
  const examples = authoredExamples();
  expect(examples.length).toBeGreaterThan(1500);
  for (const task of TASKS) expect(examples.filter((example) => example.task === task).length).toBeGreaterThan(100);
  expect(existsSync(FILE) && statSync(FILE).size).toBeLessThan(270 * 1024);
});

describe.skipIf(prompts === undefined)(
  prompts === undefined ? `the labelled prompts (${reason})` : 'the labelled prompts',
  () => {
    test('make the very model that is committed', { timeout: 900_000 }, () => {
      const made = `${JSON.stringify(buildTaskModel(prompts ?? []))}\n`;
      expect(made === readFileSync(FILE, 'utf8')).toBe(true);
    });

    test('hold the words that slips are mended to', () => {
      expect(JSON.parse(readFileSync(WORDS, 'utf8'))).toEqual({ words: oftenWords(prompts ?? []).join(' ') });
    });

    test('are in none of our own examples, but for words that everybody says', () => {
      const plain = (text: string) =>
        text
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim();
      const real = new Set((prompts ?? []).map(({ prompt }) => plain(prompt)));
      const copied = authoredExamples().filter(({ prompt }) => plain(prompt).length > 24 && real.has(plain(prompt)));
      expect(copied.map(({ prompt }) => prompt)).toEqual([]);
    });
  },
);
