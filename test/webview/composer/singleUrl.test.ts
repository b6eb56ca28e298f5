import { expect, it } from 'vitest';
import { singleUrl } from '../../../webview/composer/singleUrl.ts';

it.each([
  [' https://example.com/a?b=c#d\n', 'https://example.com/a?b=c#d'],
  ['HTTP://EXAMPLE.COM', 'HTTP://EXAMPLE.COM'],
  ['https://', null],
  ['https://a b', null],
  ['see https://example.com', null],
  ['file:///w/a', null],
  ['javascript:alert(1)', null],
  [`https://example.com/${'x'.repeat(4000)}`, null],
])('%s', (text, url) => expect(singleUrl(text)).toBe(url));
