import { expect, it } from 'vitest';
import { splitLabel } from '../../../webview/composer/splitLabel.ts';

it.each([
  ['pager.ts:12-20', ['pager', '.ts:12-20']],
  ['src/web/pager.ts', ['src/web', '/pager.ts']],
  ['Problems', ['Problems', '']],
  ['.env', ['.env', '']],
  ['/root', ['/root', '']],
  ['src/', ['src/', '']],
  [`a.${'x'.repeat(40)}`, [`a.${'x'.repeat(40)}`, '']],
])('%s', (label, parts) => expect(splitLabel(label)).toEqual(parts));
