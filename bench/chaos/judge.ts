import { answerOf } from './answerOf.ts';
import type { Got } from './contestant.ts';
import { anyUp } from './weather.ts';

/** What became of a run's requests. */
export interface Judgement {
  readonly total: number;
  /** Requests that nobody would have answered. */
  readonly hopeless: number;
  /** The whole answer, once. */
  readonly whole: number;
  /** An error was said although somebody would have answered. */
  readonly unanswered: readonly number[];
  /** Passed for an answer, with words twice. */
  readonly duplicates: readonly number[];
  /** Passed for an answer, with words missing. */
  readonly gaps: readonly number[];
}

/** Holds every answer against what it should have been, word for word. */
export function judge(seed: number, got: readonly Got[]): Judgement {
  const total = got.length;
  const unanswered: number[] = [];
  const duplicates: number[] = [];
  const gaps: number[] = [];
  let whole = 0;
  let hopeless = 0;
  for (const [number, { text, answered }] of got.entries()) {
    const answer = answerOf(seed, number);
    const up = anyUp(seed, number, total);
    if (!up) hopeless += 1;
    if (!answered) {
      if (up) unanswered.push(number);
      continue;
    }
    if (text === answer) whole += 1;
    else {
      const words = text.split(/\s+/).filter((word) => word !== '');
      if (new Set(words).size < words.length || words.length > answer.split(' ').length) duplicates.push(number);
      if (answer.split(' ').some((word) => !words.includes(word))) gaps.push(number);
    }
  }
  return { total, hopeless, whole, unanswered, duplicates, gaps };
}
