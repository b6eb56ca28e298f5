import { expect, test } from 'vitest';
import { DATA_POLICIES } from '../../src/providers/dataPolicies.ts';
import { PRESETS } from '../../src/providers/presets.ts';

test.each(Object.entries(DATA_POLICIES))('what %s does with data has its source and the day it was read', (id, row) => {
  expect(PRESETS.map((preset) => preset.id)).toContain(id);
  expect(new URL(row.source).protocol).toBe('https:');
  expect(row.readOn).toMatch(/^20\d\d-\d\d-\d\d$/);
});

test('the vendors that most people have are known', () => {
  const known = Object.keys(DATA_POLICIES);
  expect(known).toEqual(expect.arrayContaining(['openai', 'anthropic', 'google', 'deepseek', 'mistral', 'azure']));
});
