import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { terminalLines } from '../../../src/core/apply/terminalLines.ts';

test('what reaches a terminal has no newline, no control character and nothing invisible', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const line of terminalLines(text)) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/u);
    }),
    { numRuns: 2000 },
  );
  expect(terminalLines('echo\tone\u001b[201~\u0003\u0007')).toEqual(['echo one[201~']);
  expect(terminalLines('a\rb\u2028c\u2029d\u0085e\u000bf\u000cg\r\nh')).toEqual([...'abcdefgh']);
  expect(terminalLines('rm\u00a0-rf \u202e/tmp\u200b\u2066')).toEqual(['rm -rf /tmp']);
  expect(terminalLines('rm\u3164 -rf\u115f \ufe0f/\u034ftmp\u{e0100}')).toEqual(['rm -rf /tmp']);
});

test('continued lines are one, a console’s prompts and output are left out', () => {
  expect(terminalLines('docker run \\\n  --rm \\\n  image')).toEqual(['docker run --rm image']);
  expect(terminalLines('$ npm ci\nadded 3 packages\n$ npm test\n')).toEqual(['npm ci', 'npm test']);
  expect(terminalLines('echo a\\\\\necho b')).toEqual(['echo a\\\\', 'echo b']);
  expect(terminalLines('\n \n')).toEqual([]);
});
