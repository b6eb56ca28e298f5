import { expect, test } from 'vitest';
import { forTerminal } from '../../src/cli/forTerminal.ts';

const HOSTILE = 'ok\n\u001b]52;c;ZXZpbA==\u0007\u001b[2J\u009b31mrm -rf ~\rls\b\b\u202egpj\u{e0041}\tend';

test('a terminal is sent no escape, no return and no sign that hides', () => {
  const shown = forTerminal(HOSTILE, true);
  expect(shown.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\u202e\u{e0041}]/u);
  expect(shown).toContain('rm -rf ~ls');
  expect(forTerminal('Grüße 👩‍👩‍👧\n', true)).toBe('Grüße 👩‍👩‍👧\n');
});

test('another program gets what was written', () => {
  expect(forTerminal(HOSTILE, false)).toBe(HOSTILE);
});
