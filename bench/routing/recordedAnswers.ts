import { execFileSync } from 'node:child_process';
import type { OutcomeSet } from '../../scripts/complexity/questionSets.ts';
import { namedResult } from '../../src/core/checks/namedResult.ts';

interface Recorded {
  readonly session_id: string;
  readonly answer: string;
  readonly output: readonly string[];
}

/** What one model gave as its results, as the product compares them, and whether these are right; by question. */
export interface RecordedAnswers {
  readonly said: readonly (string | undefined)[];
  readonly right: readonly number[];
}

/**
 * The results of a model in a clone of github.com/WildEval/ZeroEval (Apache-2.0), of whose recordings `crux.dev.json` has who
 * is right and how long answers are. Right is what names the literal that the program gives.
 */
export function recordedAnswers({ ids }: Pick<OutcomeSet, 'ids'>, clone: string, model: string): RecordedAnswers {
  const show = ['-C', clone, 'show', `HEAD:result_dirs/crux/${model}.json`];
  const json = execFileSync('git', show, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const byId = new Map((JSON.parse(json) as Recorded[]).map((one) => [one.session_id, one]));
  const answers = ids.map((id) => byId.get(id));
  const said = answers.map((one) => namedResult(one?.output[0] ?? ''));
  const truth = answers.map((one) => namedResult(JSON.stringify({ answer: one?.answer ?? '' })));
  return { said, right: said.map((result, at) => (result !== undefined && result === truth[at] ? 1 : 0)) };
}
