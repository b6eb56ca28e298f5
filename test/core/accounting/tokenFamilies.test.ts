import { expect, test } from 'vitest';
import { tokenFamilyOf } from '../../../src/core/accounting/tokenFamilies.ts';

test.each([
  [
    'openai',
    'gpt-4o-mini openai/gpt-4.1 gpt-5.1-codex o3 openai/o4-mini chatgpt-4o-latest codex-mini-latest gpt-oss:20b',
  ],
  ['openai', 'openai.gpt-oss-120b-1:0 gpt4o o1-preview'],
  ['gpt4', 'gpt-4 gpt-4-1106-preview gpt-4-0613 gpt-4-turbo gpt-3.5-turbo gpt-35-turbo'],
  [
    'claude',
    'claude-3-5-sonnet-20241022 claude-sonnet-4-5-20250929 claude-opus-4-20250514 anthropic/claude-sonnet-4.6',
  ],
  [
    'claude',
    'claude-haiku-4-5 us.anthropic.claude-opus-4-6-v1:0 claude-4-sonnet claude-2.1 databricks-claude-3-7-sonnet',
  ],
  ['claude-4.7', 'claude-opus-4-7 anthropic/claude-opus-4.8 claude-sonnet-5 claude-fable-5 claude-opus-4-10'],
  ['gemini', 'gemini-2.5-pro models/gemini-3-flash-preview google/gemma-3-27b-it'],
  ['llama', 'llama-3.3-70b-versatile meta-llama/Llama-4-Scout deepseek-r1-distill-llama-70b'],
  ['qwen', 'qwen3-max Qwen/Qwen2.5-Coder-32B qwq-32b deepseek-r1-distill-qwen-32b'],
  ['deepseek', 'deepseek-chat deepseek/deepseek-r1 deepseek-v4-flash'],
  ['mistral', 'mistral-large-latest codestral-2508 devstral-small open-mixtral-8x22b'],
  ['cohere', 'command-r-plus command-a-03-2025'],
  ['chinese', 'kimi-k2.5 glm-4.7 minimax-m2'],
  ['unknown', 'grok-4 amazon.nova-pro-v1:0 sonar some-model proto1'],
])('%s: %s', (family, names) => {
  const found = names.split(' ').map((name) => [name, tokenFamilyOf(name).id]);
  expect(found).toEqual(names.split(' ').map((name) => [name, family]));
});
