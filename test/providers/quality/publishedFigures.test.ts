import { expect, test } from 'vitest';
import { METRICS } from '../../../src/core/models/figures.ts';
import { loadBundledCatalog } from '../../../src/providers/catalog/bundledCatalog.ts';
import { compareVersions, lineageOf, plainName } from '../../../src/providers/quality/modelName.ts';
import { publishedFigures } from '../../../src/providers/quality/publishedFigures.ts';

test.each([
  ['anthropic/Claude-Opus-4.5@20251101', 'claude-opus-4-5'],
  ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5'],
  ['gpt-4o-2024-11-20', 'gpt-4o'],
  ['gemini-2.5-pro-preview', 'gemini-2-5-pro'],
  ['deepseek/deepseek-v3.2-exp:free', 'deepseek-v3-2'],
  ['mistral-large-latest', 'mistral-large'],
])('%s is called %s', (name, plain) => {
  expect(plainName(name)).toBe(plain);
});

test.each([
  ['claude-opus-5-5', 'claude-opus', [5, 5]],
  ['gpt-5-6-sol', 'gpt-sol', [5, 6]],
  ['gemini-3-5-flash-lite', 'gemini-flash-lite', [3, 5]],
  ['qwen3-32b', 'qwen-32b', [3]],
  ['kimi-k2-6', 'kimi', [2, 6]],
  ['mistral-large-2512', 'mistral-large', []],
  ['o3', '', [3]],
])('%s is of the line %s', (plain, line, version) => {
  expect(lineageOf(plain)).toEqual({ line, version });
});

test('versions are compared number by number', () => {
  expect(compareVersions([5], [5, 1])).toBeLessThan(0);
  expect(compareVersions([10], [9, 9])).toBeGreaterThan(0);
  expect(compareVersions([3, 0], [3])).toBe(0);
});

const figures = publishedFigures({
  sources: [],
  metrics: ['coding', 'edits'],
  models: { 'vega-1-lite': [40, null], 'vega-2-lite': [60, 20], 'vega-2': [80, null], 'old-vega-1': [50, 50] },
});

test('a model has its own figures, whatever its provider calls it', () => {
  expect(figures('shop/Vega-2-Lite:free')).toMatchObject({
    of: 'vega-2-lite',
    own: true,
    percent: { coding: 60, edits: 20 },
  });
});

test('one that nobody measured has those of the newest before it in its line, and of no other line', () => {
  expect(figures('vega-3.1-lite')).toMatchObject({ of: 'vega-2-lite', own: false });
  expect(figures('vega-1.5-lite')).toMatchObject({ of: 'vega-1-lite', own: false });
  expect(figures('vega-lite-latest')).toMatchObject({ of: 'vega-2-lite', own: false });
  expect(figures('vega-3')).toMatchObject({ of: 'vega-2' });
  expect(figures('vega-0.5-lite')).toBeUndefined();
  expect(figures('nova-2')).toBeUndefined();
  expect(figures('constructor')).toBeUndefined();
});

test('its standing is how far it is from the mean of all that were measured', () => {
  const standing = (name: string) => figures(name)?.standing.coding ?? Number.NaN;
  expect(standing('vega-2')).toBeGreaterThan(1);
  expect(standing('vega-1-lite')).toBeLessThan(-1);
  expect(standing('vega-2-lite')).toBeCloseTo(
    -standing('vega-1-lite') - standing('vega-2') - standing('old-vega-1'),
    9,
  );
});

test('the bundled figures are percents of models whose names can be told apart', async () => {
  const { BUNDLED } = await import('../../../src/providers/catalog/bundledData.ts');
  const { models, metrics, sources } = BUNDLED.quality;
  expect(metrics).toEqual(METRICS);
  expect(sources.every(({ name, url, from }) => name !== '' && url.startsWith('https://') && from.includes('@'))).toBe(
    true,
  );
  const rows = Object.values(models);
  expect(rows.length).toBeGreaterThan(150);
  for (const row of rows) {
    expect(row).toHaveLength(METRICS.length);
    expect(row.some((figure) => figure !== null)).toBe(true);
    expect(row.every((figure) => figure === null || (figure > 0 && figure <= 100))).toBe(true);
  }
  const plain = Object.keys(models).map(plainName);
  expect(new Set(plain).size).toBe(plain.length);
  const catalog = await loadBundledCatalog();
  expect(catalog.figures?.('deepseek-v3.2-exp')?.percent.edits).toBeGreaterThan(60);
});
