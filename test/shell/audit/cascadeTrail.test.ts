import { expect, test } from 'vitest';
import { routeChat } from '../../../src/core/routing/routeChat.ts';
import { trailRecord } from '../../../src/shell/audit/trailRecord.ts';
import { MemoryAudit } from '../../../src/storage/audit/memoryAudit.ts';
import { aRequest, Scenario } from '../../fakes/scenario.ts';
import type { Step } from '../../fakes/scriptedProvider.ts';

const says = (text: string): Step[] => [text, { usage: { inputTokens: 10, outputTokens: 2 } }, { finish: 'stop' }];

/** What the trail shows of a cascade: its attempts with what each was asked for and has cost, then its checks. */
async function shown(checks: string[], scripts: Record<string, Step[]>): Promise<string[]> {
  const routes = { default: { models: ['a/m', 'b/m', 'c/m'], strategy: 'cascade' } };
  const scenario = new Scenario(scripts, { routes, cascade: { checks } });
  const audit = new MemoryAudit(scenario.ledger);
  const events = routeChat(aRequest(), scenario.setup, { ...scenario.tools, audit }, new AbortController().signal);
  for await (const _ of events);
  const record = audit.find('request');
  if (record === undefined) throw new Error('nothing is kept');
  const told = trailRecord(record, null);
  return [
    ...told.attempts.map(({ model, part, outcome, costUsd }) => `${model} ${part} ${outcome} $${costUsd}`),
    ...told.checks.map(({ model, name, passed, score }) => `${model} ${name} ${passed ? 'passed' : 'failed'} ${score}`),
  ];
}

test('the trail says what was thrown away, which check spoke against it, and what each call has cost', async () => {
  const scripts = { a: says("I'm sorry, but I can't help with that."), b: says('It is 42.') };
  expect(await shown(['refusal', 'form'], scripts)).toEqual([
    'a/m draft ok $0.000014',
    'b/m stronger ok $0.000014',
    'a/m length and refusals failed 0',
  ]);
});

test('the trail says whose answer was given because others agree', async () => {
  const scripts = { a: says('The answer is: 42'), b: says('unused'), c: says('The answer is: 42') };
  expect(await shown(['refusal', 'agreement'], scripts)).toEqual([
    'a/m draft ok $0.000014',
    'c/m check ok $0.000014',
    'a/m length and refusals passed 1',
    'a/m a second answer passed 1',
  ]);
});
