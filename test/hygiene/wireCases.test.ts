import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Ways in which real servers depart from what their vendors document, as issue 3 counts them. */
const CASES = Array.from({ length: 50 }, (_, index) => index + 1);

test('every wire case has a test whose name says so', () => {
  const names = globSync('test/**/*.test.ts', { cwd: root })
    .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/^.*?['"`]case (\d+): \S/gm)])
    .map(([, number]) => Number(number));
  expect(CASES.filter((number) => !names.includes(number))).toEqual([]);
});
