import { expect, test } from 'vitest';
import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { type ProbeResult, runProbes } from '../../../src/core/probes/probes.ts';
import { routeChat } from '../../../src/core/routing/routeChat.ts';
import { Scenario } from '../../fakes/scenario.ts';
import type { Step } from '../../fakes/scriptedProvider.ts';

const END: Step[] = [{ usage: { inputTokens: 4, outputTokens: 1 } }, { finish: 'stop' }];
const says = (text: string): Step[] => [text, ...END];
const calls = (name: string, argumentsDelta: string): Step[] => [
  { say: { type: 'toolCall', index: 0, id: '1', name, argumentsDelta } },
  ...END,
];
const GREETING = 'Grüße, 世界! Привет 👋';

/** What the probes of a model find that answers with these scripts, one after the other. */
async function resultsOf(capabilities: Model['capabilities'], ...scripts: Step[][]): Promise<ProbeResult[]> {
  const settings = { models: { 'a/m': { price: { input: 1, output: 2 }, ...(capabilities && { capabilities }) } } };
  const scenario = new Scenario({ a: scripts }, { ...settings, routes: { default: ['a/m'] } });
  const model = scenario.setup.models.get('a/m');
  if (model === undefined) throw new Error('no model');
  const ask = (request: Parameters<typeof routeChat>[0]): AsyncIterable<ChatEvent> =>
    routeChat(request, scenario.setup, scenario.tools, new AbortController().signal);
  return await runProbes(model, () => 'id', ask);
}

/** The same in words. */
async function probesOf(...asked: Parameters<typeof resultsOf>): Promise<string[]> {
  const results = await resultsOf(...asked);
  return results.map((result) => `${result.id}: ${result.ok ? `ok ${result.costUsd}` : result.fault}`);
}

test('a model is asked only for what it claims', async () => {
  expect(await probesOf(undefined, says('OK'), says(GREETING))).toEqual([
    'answer: ok 0.000006',
    'languages: ok 0.000006',
  ]);
});

test('a model that claims everything shows all of it', async () => {
  const scripts = [says('OK'), calls('report', '{"ok":true}'), says('{"ok":true}'), says(`"${GREETING}"`)];
  expect((await probesOf(['tools', 'json'], ...scripts)).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'answer: ok',
    'toolCall: ok',
    'json: ok',
    'languages: ok',
  ]);
});

test('what a model only claims is named', async () => {
  expect(
    await probesOf(['tools', 'json'], says('OK'), says('report(ok)'), says('{"ok":false}'), says('Gr??e')),
  ).toEqual([
    'answer: ok 0.000006',
    'toolCall: it called no function',
    'json: its JSON does not say what was asked for',
    'languages: it changed letters that are not English',
  ]);
  expect((await probesOf(['tools'], says('OK'), calls('report', '{"ok"'), says(GREETING)))[1]).toBe(
    'toolCall: it called the function with wrong arguments',
  );
});

test('an answer that comes in one piece was not streamed', async () => {
  const streamed = async (...pieces: string[]) => (await resultsOf(undefined, [...pieces, ...END], says(GREETING)))[0];
  expect(await streamed('one\n', 'two')).toMatchObject({ ok: true, streamed: true });
  expect(await streamed('one\ntwo')).toMatchObject({ ok: true, streamed: false });
});

test('a model that does not answer is asked nothing else', async () => {
  expect(await probesOf(['tools'], [{ usage: { inputTokens: 1 } }, { finish: 'stop' }])).toEqual([
    'answer: it answered without a word',
  ]);
  expect(await probesOf(['tools'], ['half'])).toEqual(['answer: the answer broke off without its end']);
});
