import { describe, expect, test } from 'vitest';
import type { ReasoningEffort } from '../../../src/core/chat/parameters.ts';
import { effortFor } from '../../../src/providers/openaiResponses/effortFor.ts';
import { servedByResponses } from '../../../src/providers/openaiResponses/servedByResponses.ts';

describe('an effort', () => {
  test.each<[string, ReasoningEffort, ReasoningEffort]>([
    ['gpt-5', 'none', 'minimal'],
    ['gpt-5-mini-2025-08-07', 'minimal', 'minimal'],
    ['gpt-5.1', 'minimal', 'low'],
    ['gpt-5.4', 'none', 'none'],
    ['gpt-5-pro', 'low', 'high'],
    ['gpt-5.2-pro-2025-12-11', 'low', 'medium'],
    ['gpt-5-codex', 'minimal', 'low'],
    ['gpt-5.1-codex-max', 'high', 'high'],
    ['gpt-6-luna', 'none', 'none'],
    ['gpt-6-astra', 'none', 'low'],
    ['gpt-6.1-sol', 'minimal', 'low'],
    ['gpt-6.2-astra', 'none', 'low'],
    ['o3', 'none', 'low'],
    ['openai/o4-mini', 'minimal', 'low'],
    ['grok-4.3', 'minimal', 'minimal'],
    ['my-deployment', 'none', 'none'],
  ])('of %s that was %s is %s', (model, wanted, expected) => {
    expect(effortFor(model, wanted)).toBe(expected);
  });
});

describe('a model of OpenAI', () => {
  const quirks = {
    responsesModels: '^(?:(?:o\\d|gpt-(?:[5-9]|\\d\\d))(?!.*-(?:chat|search|audio|realtime|image))|codex|computer-use)',
  };

  test.each([
    'o1-pro',
    'o3-pro-2025-06-10',
    'o4-mini-deep-research',
    'codex-mini-latest',
    'computer-use-preview',
    'gpt-5-codex',
    'gpt-5.2-pro',
    'gpt-5-mini',
    'gpt-5.4',
    'gpt-6-luna',
    'gpt-6.1-sol',
  ])('such as %s is served by Responses only, or better', (name) => {
    expect(servedByResponses(name, quirks)).toBe(true);
    expect(servedByResponses(name, {})).toBe(false);
  });

  test.each([
    'gpt-4o',
    'gpt-4.1-nano',
    'gpt-3.5-turbo',
    'gpt-5-chat-latest',
    'gpt-5.3-chat-latest',
    'gpt-5-search-api',
    'gpt-audio-mini',
    'gpt-realtime',
    'gpt-oss-120b',
    'ft:gpt-4.1:me',
    'chatgpt-4o-latest',
    'omni-moderation-latest',
  ])('such as %s is not', (name) => {
    expect(servedByResponses(name, quirks)).toBe(false);
  });
});
