import { expect, it } from 'vitest';
import { groupByProvider } from '../../../webview/composer/groupByProvider.ts';

it('groups models under their providers in the order they first come', () => {
  const model = (id: string, provider: string) => ({ id, name: id, provider, detail: '' });
  const groups = groupByProvider([model('a', 'X'), model('b', 'Y'), model('c', 'X')]);
  expect(groups.map(({ provider, models }) => [provider, ...models.map(({ id }) => id)])).toEqual([
    ['X', 'a', 'c'],
    ['Y', 'b'],
  ]);
});
