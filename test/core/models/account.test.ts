import { expect, test } from 'vitest';
import { accountOf } from '../../../src/core/models/account.ts';

test.each([
  ['openai-chat', 'openrouter', 'acme/m', 'openrouter'],
  ['vscode-lm', 'editor', 'copilot/gpt', 'editor/copilot'],
  ['vscode-lm', 'editor', 'other/x/y', 'editor/other'],
] as const)('a refused %s model of %s speaks against its account', (api, id, name, expected) => {
  expect(accountOf({ name }, { id, api })).toBe(expected);
});
