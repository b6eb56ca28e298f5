import { expect, test } from 'vitest';
import { Habits } from '../../../src/core/routing/habits.ts';

const row = { model: 'a/m', task: 'code', outputTokens: 100, firstTokenMs: 500, totalMs: 1500 } as const;

test('nothing is a habit until it was seen three times', () => {
  const habits = new Habits([row, row]);
  expect(habits.outputTokens('a/m', 'code')).toBeUndefined();
  habits.add(row);
  expect(habits.outputTokens('a/m', 'code')).toBe(100);
  expect(habits.firstMs('a/m')).toBe(500);
  expect(habits.tokenMs('a/m')).toBe(10);
  expect(habits.outputTokens('a/m', 'fix')).toBeUndefined();
});

test('later answers count more than earlier ones', () => {
  const habits = new Habits(
    Array.from({ length: 100 }, (_, index) => ({ ...row, outputTokens: index < 50 ? 100 : 900 })),
  );
  expect(habits.outputTokens('a/m', 'code')).toBeGreaterThan(850);
});

test('an answer that came at once tells its length, not its pace', () => {
  const habits = new Habits([row, row, row].map((one) => ({ ...one, firstTokenMs: null })));
  expect(habits.outputTokens('a/m', 'code')).toBe(100);
  expect(habits.firstMs('a/m')).toBeUndefined();
});
