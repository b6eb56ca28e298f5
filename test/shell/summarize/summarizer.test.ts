import { describe, expect, test } from 'vitest';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { messageText } from '../../../src/core/chat/message.ts';
import { splitText } from '../../../src/core/prompt/splitText.ts';
import { summarize } from '../../../src/shell/summarize/summarizer.ts';
import { Scenario } from '../../fakes/scenario.ts';

const END = { finish: 'stop' } as const;
const price = (input: number) => ({ price: { input, output: input }, contextWindow: 100_000 });
const MODELS = { 'a/m': price(3), 'b/m': price(1), 'c/m': price(2) };

function run(scenario: Scenario, text: string, signal = new AbortController().signal, paths: string[] = []) {
  const task = { title: 'the file a.ts', text, conversationId: 'chat', origin: { paths } };
  return summarize(task, scenario.setup, scenario.tools, signal);
}

test('the cheapest model summarizes, and its request is in the ledger of the chat', async () => {
  const scenario = new Scenario({ b: ['In ', 'short.', END] }, { models: MODELS });
  const summary = await run(scenario, 'A long text.');
  expect(summary).toMatchObject({ text: 'In short.', model: 'b/m' });
  expect(summary.costUsd).toBeGreaterThan(0);
  expect(scenario.ledger.rows).toMatchObject([
    { model: 'b/m', source: 'panel', conversationId: 'chat', outcome: 'ok' },
  ]);
  const [call] = scenario.providers.b?.calls ?? [];
  expect(call?.messages.map(messageText).join('\n')).toContain('A long text.');
});

test('where the cheapest fails the next cheapest does it', async () => {
  const scenario = new Scenario(
    { b: [{ fail: new SwitchyardError('server', 'down') }], c: ['By c.', END] },
    { models: MODELS },
  );
  expect(await run(scenario, 'Text.')).toMatchObject({ text: 'By c.', model: 'c/m' });
});

describe('what is confidential by its path', () => {
  const at = (trainsOnData: boolean) => ({
    api: 'openai-chat',
    baseUrl: 'https://example.test/v1',
    dataPolicy: { trainsOnData },
  });
  const cheap = Object.fromEntries(['one', 'two', 'three'].map((name) => [`b/${name}`, price(0.1)]));

  test('is summarized by the cheapest that may have it, however many may not', async () => {
    const scenario = new Scenario(
      { b: ['By b.', END], c: ['By c.', END] },
      { models: { ...MODELS, ...cheap }, providers: { a: at(true), b: at(true), c: at(false) } },
    );
    expect(await run(scenario, 'PORT=1', undefined, ['app/.env'])).toMatchObject({ model: 'c/m' });
    expect(scenario.providers.b?.calls).toEqual([]);
  });

  test('is summarized by nobody where nobody may have it, and that is said', async () => {
    const scenario = new Scenario({}, { models: MODELS, providers: { a: at(true), b: at(true), c: at(true) } });
    await expect(run(scenario, 'PORT=1', undefined, ['app/.env'])).rejects.toMatchObject({
      kind: 'privacy',
      message: 'None of your models may have it, by your privacy settings.',
    });
  });
});

test('what is too long for its window is summarized in pieces, and those together', async () => {
  const models = { ...MODELS, 'b/m': { ...price(1), contextWindow: 5000 } };
  const scenario = new Scenario({ b: ['Piece.', END] }, { models });
  const summary = await run(scenario, 'Some words on a line.\n'.repeat(2000));
  const calls = scenario.providers.b?.calls.length ?? 0;
  expect(calls).toBeGreaterThan(2);
  expect(summary.text).toBe(Array.from({ length: calls }, () => 'Piece.').join('\n\n'));
});

test('a stop is no failure to be tried again elsewhere', async () => {
  const scenario = new Scenario({ b: ['never', END], c: ['never', END] }, { models: MODELS });
  const stop = new AbortController();
  stop.abort();
  await expect(run(scenario, 'Text.', stop.signal)).rejects.toMatchObject({ kind: 'cancelled' });
  expect(scenario.providers.c?.calls).toEqual([]);
});

test('without a model it says so', async () => {
  const scenario = new Scenario({}, { models: {}, routes: {}, providers: {} });
  await expect(run(scenario, 'Text.')).rejects.toMatchObject({ kind: 'noTarget' });
});

test('a text is cut between paragraphs, else lines, else words, and nothing of it is lost', () => {
  expect(splitText('one\n\ntwo three', 8)).toEqual(['one\n\n', 'two thre', 'e']);
  for (const text of ['a b '.repeat(50), 'x'.repeat(99), 'para\n\n'.repeat(20), '']) {
    const pieces = splitText(text, 20);
    expect(pieces.every((piece) => piece.length <= 20)).toBe(true);
    expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  }
});
