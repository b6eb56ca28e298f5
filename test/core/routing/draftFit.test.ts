import { expect, test } from 'vitest';
import { contextTokens } from '../../../src/core/accounting/contextTokens.ts';
import type { ChatRequest } from '../../../src/core/chat/chatRequest.ts';
import { recognise } from '../../../src/core/classify/recognise.ts';
import { cheapestFor } from '../../../src/core/routing/cheapestFor.ts';
import { decide } from '../../../src/core/routing/decide.ts';
import { draftFit } from '../../../src/core/routing/draftFit.ts';
import { aRequest, Scenario } from '../../fakes/scenario.ts';

const LONG = 'word '.repeat(6000);
const IMAGE = { mimeType: 'image/png', base64: 'AAAA' };

function scenario(windows: Record<string, number>, more: Record<string, object> = {}) {
  const models = Object.fromEntries(
    ['a/m', 'b/m', 'c/m'].map((id, index) => [
      id,
      { price: { input: index + 1, output: 2 }, contextWindow: windows[id] ?? 100_000, ...more[id] },
    ]),
  );
  return new Scenario({}, { models });
}

async function fitOf(changes: Partial<ChatRequest>, { setup, tools }: Scenario) {
  const request = aRequest(changes);
  return draftFit(request, decide(request, await recognise(request), setup, tools), setup, tools);
}

test('what fits tells the model that would be asked, its window and the price of sending', async () => {
  const fit = await fitOf({ prompt: LONG }, scenario({}));
  expect(fit).toMatchObject({ model: { id: 'a/m' }, window: 100_000 });
  expect(fit?.refused).toBeUndefined();
  expect(fit?.tokens).toBeGreaterThan(5000);
  expect(fit?.estimatedUsd).toBeGreaterThan(0.005);
});

test('Auto passes over a model that is too small without a word', async () => {
  const fit = await fitOf({ prompt: LONG }, scenario({ 'a/m': 4000 }));
  expect(fit).toMatchObject({ model: { id: 'b/m' } });
  expect(fit?.refused).toBeUndefined();
});

test('a pinned model that is too small is said, with the models that could take it, the cheapest first', async () => {
  const fit = await fitOf(
    { prompt: LONG, model: 'a/m' },
    scenario({ 'a/m': 4000, 'b/m': 5000 }, { 'b/m': { price: { input: 0.1, output: 0.1 } } }),
  );
  expect(fit).toMatchObject({ model: { id: 'a/m' }, refused: 'tooLong', window: 4000 });
  expect(fit?.others.map(({ model }) => model.id)).toEqual(['c/m']);
});

test('Auto with nobody large enough names the first of its chain', async () => {
  const fit = await fitOf({ prompt: LONG }, scenario({ 'a/m': 4000, 'b/m': 4000, 'c/m': 4000 }));
  expect(fit).toMatchObject({ model: { id: 'a/m' }, refused: 'tooLong', others: [] });
});

test('a picture for a model that takes none is said as that', async () => {
  const fit = await fitOf(
    { model: 'a/m', context: { images: [IMAGE] } },
    scenario({}, { 'a/m': { capabilities: ['json'] }, 'b/m': { capabilities: ['vision'] } }),
  );
  expect(fit?.refused).toBe('images');
  expect(fit?.others.map(({ model }) => model.id)).toContain('b/m');
});

test('without a model there is nothing to measure against', async () => {
  expect(await fitOf({ model: 'x/y' }, scenario({}))).toBeUndefined();
});

test('the cheapest model that could summarize comes first, one of an unknown price last', () => {
  const models = {
    'a/m': { contextWindow: 9000 },
    'b/m': { price: { input: 9, output: 9 } },
    'c/m': { price: { input: 1, output: 1 } },
  };
  const { setup, tools } = new Scenario({}, { models });
  expect(cheapestFor(LONG, setup, tools).map(({ model }) => model.id)).toEqual(['c/m', 'b/m', 'a/m']);
});

test('a piece weighs what it adds', () => {
  expect(contextTokens({}, { name: 'gpt-5' })).toBe(0);
  const tokens = contextTokens({ files: [{ path: 'a.txt', text: LONG }] }, { name: 'gpt-5' });
  expect(tokens).toBeGreaterThan(5000);
  expect(tokens).toBeLessThan(8000);
  expect(contextTokens({ images: [IMAGE] }, { name: 'gpt-5' })).toBeGreaterThan(100);
});
