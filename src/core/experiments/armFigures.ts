import type { Evidence } from '../ports/qualityStore.ts';
import { isSign } from '../quality/signs.ts';
import { NO_STANDING, outcomeOf, type Standing, withSign } from '../quality/standing.ts';

/** Which arm of which experiment a request got, as the ledger keeps it. */
export interface ArmRow {
  readonly requestId: string;
  readonly experiment: string;
  readonly arm: string;
}

/** What the ledger knows of the attempts of those requests, oldest first. */
interface AttemptFigures {
  readonly requestId: string;
  readonly outcome: string;
  readonly costNano: number | null;
  readonly totalMs: number;
}

/** What came of an arm so far. */
export interface ArmFigures extends Evidence {
  readonly arm: string;
  readonly requests: number;
  /** Answers that gave any sign of being good or bad. */
  readonly judged: number;
  readonly failed: number;
  /** US$ of each request, all its attempts summed; those with an attempt of unknown price left out. */
  readonly costs: readonly number[];
  /** Milliseconds of each answered request, over all its attempts. */
  readonly times: readonly number[];
}

/** The figures of an experiment's arms, those with most requests first. */
export function armFigures(
  rows: readonly ArmRow[],
  attempts: readonly AttemptFigures[],
  feedback: readonly { readonly requestId: string; readonly feedback: string }[],
): ArmFigures[] {
  const attemptsOf = Map.groupBy(attempts, ({ requestId }) => requestId);
  const signsOf = Map.groupBy(feedback, ({ requestId }) => requestId);
  return [...Map.groupBy(rows, ({ arm }) => arm)].map(([arm, own]) => {
    const requests = own.flatMap(({ requestId }) => {
      const made = attemptsOf.get(requestId);
      return made === undefined ? [] : [{ made, standing: standingOf(signsOf.get(requestId) ?? []) }];
    });
    const outcomes = requests.map(({ standing }) => outcomeOf(standing));
    const answered = requests.filter(({ made }) => made.at(-1)?.outcome === 'ok');
    return {
      arm,
      requests: requests.length,
      judged: outcomes.filter(({ good, bad }) => good + bad > 0).length,
      failed: requests.length - answered.length,
      good: sum(outcomes.map(({ good }) => good)),
      bad: sum(outcomes.map(({ bad }) => bad)),
      costs: requests
        .map(({ made }) => made.map(({ costNano }) => costNano))
        .filter((nanos) => nanos.every((nano) => nano !== null))
        .map((nanos) => sum(nanos.map((nano) => nano ?? 0)) / 1e9),
      times: answered.map(({ made }) => sum(made.map(({ totalMs }) => totalMs))),
    };
  });
}

function standingOf(entries: readonly { readonly feedback: string }[]): Standing {
  return entries.reduce(
    (standing, { feedback }) => (isSign(feedback) ? withSign(standing, feedback) : standing),
    NO_STANDING,
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
