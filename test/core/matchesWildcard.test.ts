import { expect, test } from 'vitest';
import { matchesWildcard } from '../../src/core/matchesWildcard.ts';
import { matchesModel } from '../../src/core/models/matchesModel.ts';

test.each([
  ['main', 'main', true],
  ['feature/main', 'main', false],
  ['main', 'Main', false],
  ['release/1.2/fix', 'release/*', true],
  ['release', 'release/*', false],
  ['a-wip-b', '*wip*', true],
  ['abab', '*ab', true],
  ['abc', '*b', false],
  ['', '*', true],
  ['', '', true],
  ['a.b', 'a?b', false],
] as const)('%j fits %j: %s', (text, pattern, expected) => {
  expect(matchesWildcard(text, pattern)).toBe(expected);
});

test('takes no time that explodes', () => {
  expect(matchesWildcard('a'.repeat(5000), `${'*a'.repeat(200)}b`)).toBe(false);
});

test.each([
  ['deepseek/deepseek-chat', 'deepseek/*', true],
  ['openrouter/deepseek/deepseek-chat', 'deepseek/*', false],
  ['openrouter/deepseek/deepseek-chat', '*/deepseek/*', true],
  ['openrouter/anthropic/claude-sonnet-4.5', 'claude-*', true],
  ['anthropic/Claude-Sonnet', 'anthropic/claude-sonnet', true],
  ['anthropic/claude-sonnet', 'claude', false],
] as const)('the model %j fits %j: %s', (id, pattern, expected) => {
  expect(matchesModel(id, pattern)).toBe(expected);
});
