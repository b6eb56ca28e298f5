import { expect, test } from 'vitest';
import { commitPrompt, readCommitMessage } from '../../../src/core/changes/commitMessage.ts';

test.each([
  ['fix: one', 'fix: one'],
  ['```\nfix: one\n\nBecause.\n```', 'fix: one\n\nBecause.'],
  ['Here is the message:\n\n```text\nfix: one\n```\nAnything else?', 'fix: one'],
  ['"fix: one"', 'fix: one'],
  ['`fix: one`', 'fix: one'],
  ['**Commit message:**\nfix: one', 'fix: one'],
  ['<think>hm</think>\nfix: one  ', 'fix: one'],
  ['<think>still', ''],
  ['```', ''],
  ['```\nfix:', 'fix:'],
  ['fix: gpj\u202eexe\u{e0041}\u001b[31m', 'fix: gpj exe [31m'],
  ['fix: keep `code` in "quotes"', 'fix: keep `code` in "quotes"'],
])('of the answer %j the message is %j', (answer, message) => {
  expect(readCommitMessage(answer)).toBe(message);
});

test('the question holds the manner of the repository and what the author began with, where there is any', () => {
  const bare = commitPrompt({ diff: 'a.ts (added)', subjects: [], hint: ' ' });
  expect(bare).toBe('Write the commit message for these changes.\n\nChanges:\n\na.ts (added)');
  const full = commitPrompt({ diff: 'a.ts (added)', subjects: ['feat: b', 'fix: c'], hint: 'closes #3' });
  expect(full).toContain('- feat: b\n- fix: c');
  expect(full).toContain('keep what it says:\ncloses #3');
});
