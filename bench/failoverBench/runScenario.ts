import { setTimeout as delay } from 'node:timers/promises';
import { isComplete } from './canonical.ts';
import { type Checked, check } from './check.ts';
import type { Ask, Happened, Outcome, Question } from './happened.ts';
import type { Scenario } from './scenarios.ts';
import { type Profile, TIMINGS } from './timings.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import type { Wall } from './wall.ts';

export interface Result {
  readonly scenario: Scenario;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly checks: readonly Checked[];
  readonly happened: Happened;
}

const ALIVE_S = 10;

/** Puts one scenario to the system under test and judges it, as `failoverbench/runner.py` does. */
export async function runScenario(scenario: Scenario, wall: Wall, ask: Ask, profile: Profile): Promise<Result> {
  wall.log.reset();
  const { model, fallback, mostS } = scenario;
  const sequence = scenario.sequence?.[profile] ?? { count: 1, intervalS: 0, mostS };
  const start = performance.now();
  const outcomes: Outcome[] = [];
  for (let at = 0; at < sequence.count; at++) {
    await delay(Math.max(0, start + at * sequence.intervalS * 1000 - performance.now()));
    const sentS = (performance.now() - start) / 1000;
    outcomes.push({ ...(await guarded(ask, { model, fallback, stream: true }, sequence.mostS)), sentS });
  }
  const totalS = (performance.now() - start) / 1000;
  const seen = [...wall.log.entries];
  const probe = await guarded(ask, { model: 'fb-ok', fallback: undefined, stream: false }, ALIVE_S);
  const happened: Happened = {
    outcomes,
    seen,
    primary: seen.filter((entry) => entry.model === model),
    fallback: seen.filter((entry) => entry.model === fallback),
    alive: probe.type === 'success' && probe.complete,
    outageS: TIMINGS[profile].outageMs / 1000,
    totalS,
  };
  const checks = scenario.checks.map((one) => check(one, happened, scenario));
  return { scenario, checks, happened, ...verdictOf(scenario, checks, happened) };
}

/** A request under a hard limit: one that does not end is a finding. */
async function guarded(ask: Ask, question: Question, mostS: number): Promise<Omit<Outcome, 'sentS'>> {
  const start = performance.now();
  const controller = new AbortController();
  const hang = delay((mostS + 1) * 1000, 'hang' as const, { signal: controller.signal }).catch(() => 'hang' as const);
  const answer = await Promise.race([ask(question, controller.signal), hang]);
  controller.abort();
  const tookS = (performance.now() - start) / 1000;
  if (answer === 'hang') return { type: 'hang', text: '', usage: false, complete: false, tookS };
  const { ok, ...rest } = answer;
  return { ...rest, type: ok ? 'success' : 'error', complete: isComplete(answer.text), tookS };
}
