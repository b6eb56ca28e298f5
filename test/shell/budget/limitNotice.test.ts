import { expect, test, vi } from 'vitest';
import type { Standing } from '../../../src/core/accounting/budget.ts';

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)])),
  },
}));
const { limitNotice, passingWords } = await import('../../../src/shell/budget/limitNotice.ts');

const at = (name: Standing['name'], spentUsd: number) =>
  ({ name, nano: 1_000_000_000, spentNano: spentUsd * 1e9, reservedNano: 0, scope: {} }) as unknown as Standing;

test('a limit of which nothing is spent is not said to be near its end', () => {
  expect(limitNotice(at('chat', 0.9), true)).toBe("Switchyard has spent $0.90 of $1.00 (this chat's budget).");
  expect(limitNotice(at('chat', 0), false)).toBe(
    "A request could have cost more than is left: $0.00 of $1.00 is spent (this chat's budget).",
  );
});

test('who may pass the limit of one request is not told what is spent of it before anything is', () => {
  expect(passingWords(at('request', 0))).toBe('The limit is $1.00. What is sent then may cost more.');
  expect(passingWords(at('day', 0.5))).toMatch(/^\$0\.50 of \$1\.00 is spent\./);
});
