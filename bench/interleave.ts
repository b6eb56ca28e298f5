import type { Progress } from './figure.ts';

/** How often everything is measured: so many rounds of so many turns, after a warm-up that is thrown away. */
export interface Protocol {
  readonly warmUp: number;
  readonly rounds: number;
  readonly turns: number;
}

/** The published gateway comparisons' protocol (7 rounds, interleaved), with rounds long enough for a 99th percentile. */
export const PROTOCOL: Protocol = { warmUp: 150, rounds: 7, turns: 150 };

/** What each contestant measured, by its name: one list of results per round. */
export type Rounds<Name extends string, Result> = Readonly<Record<Name, Result[][]>>;

/**
 * Runs the contestants one after the other, one request at a time, so that all of them see the same machine; who begins
 * changes with every turn.
 */
export async function interleave<Name extends string, Result>(
  contestants: Readonly<Record<Name, () => Promise<Result>>>,
  { warmUp, rounds, turns }: Protocol,
  progress: Progress,
): Promise<Rounds<Name, Result>> {
  const names = Object.keys(contestants) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[][]])) as Record<Name, Result[][]>;
  for (let turn = 0; turn < warmUp; turn++) for (const name of names) await contestants[name]();
  for (let round = 0; round < rounds; round++) {
    for (const name of names) results[name].push([]);
    for (let turn = 0; turn < turns; turn++) {
      for (let place = 0; place < names.length; place++) {
        const name = names[(turn + place) % names.length] as Name;
        results[name].at(-1)?.push(await contestants[name]());
      }
    }
    progress(`round ${round + 1} of ${rounds}`);
  }
  return results;
}
