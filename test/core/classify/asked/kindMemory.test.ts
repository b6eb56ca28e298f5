import { expect, test } from 'vitest';
import { KindMemory } from '../../../../src/core/classify/asked/kindMemory.ts';

test('keeps what was used last', () => {
  const memory = new KindMemory(2);
  memory.keep('a', { task: 'code' });
  memory.keep('b', { task: 'fix' });
  expect(memory.find('a')).toEqual({ task: 'code' });
  memory.keep('c', { task: 'test' });
  expect([memory.find('a'), memory.find('b'), memory.find('c')]).toEqual([
    { task: 'code' },
    undefined,
    { task: 'test' },
  ]);
});
