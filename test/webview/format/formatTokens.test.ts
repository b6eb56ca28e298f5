import { expect, it } from 'vitest';
import { formatTokens } from '../../../webview/format/formatTokens.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1k'],
  [1234, '1.2k'],
  [9949, '9.9k'],
  [9960, '10k'],
  [128_000, '128k'],
  [999_499, '999k'],
  [999_600, '1M'],
  [1_048_576, '1M'],
  [2_500_000, '2.5M'],
])('%d tokens are %s', (tokens, text) => expect(formatTokens(tokens)).toBe(text));
