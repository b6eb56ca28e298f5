import { expect, test } from 'vitest';
import { imageTokens } from '../../../src/core/accounting/imageTokens.ts';

test.each([
  // The vendors' own examples, from the pages named beside the formulas.
  ['gpt-4o', 1024, 1024, 765],
  ['gpt-4o', 2048, 4096, 1105],
  ['gpt-5-mini', 1024, 1024, Math.ceil(1024 * 1.62)],
  ['claude-sonnet-4-5', 1920, 1080, 1560],
  ['claude-opus-4-7', 1920, 1080, 2691],
  ['claude-opus-4-7', 3840, 2160, 4784],
  ['gemini-2.5-flash', 300, 384, 258],
  ['gemini-2.5-flash', 960, 540, 1548],
  ['gemini-3-pro-preview', 4000, 4000, 1120],
  ['pixtral-12b', 720, 512, 1440],
  // Their limits.
  ['grok-4', 4000, 4000, 1792],
  ['o3', 1024, 1024, 75 + 4 * 150],
  ['claude-haiku-4-5', 8000, 8000, 1521],
  ['some-model', 1, 50_000, 1786],
])('%s: %i × %i pixels are %i tokens', (model, width, height, tokens) => {
  expect(imageTokens(model, { width, height })).toBe(tokens);
});

test('a picture of unknown size is taken for a screenshot', () => {
  expect(imageTokens('claude-sonnet-4-5')).toBe(1560);
});
