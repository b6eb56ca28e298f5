import { fencedCode } from './fencedCode.ts';
import { namedResult } from './namedResult.ts';

/** Answers of at most so many words are compared by what they come to, not by how alike they read. */
const SHORT_WORDS = 12;

/**
 * How far two answers to one question agree, 0…1. Where both have code, their code is compared, else what they conclude:
 * a marked result, or all of a short answer, is the same or not; anything longer is as alike as its pairs of words. Where both
 * name their result in JSON, it is the same to the letter or not.
 */
export function agreement(one: string, other: string): number {
  const [a, b] = [substance(one), substance(other)];
  const [namedA, namedB] = [namedResult(a), namedResult(b)];
  if (namedA !== undefined && namedB !== undefined) return namedA === namedB ? 1 : 0;
  const [resultA, resultB] = [resultOf(a), resultOf(b)];
  if (resultA !== undefined && resultB !== undefined) return resultA === resultB ? 1 : 0;
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  if (Math.max(wordsA.length, wordsB.length) <= SHORT_WORDS) return wordsA.join(' ') === wordsB.join(' ') ? 1 : 0;
  // Two good answers seldom share even half of their pairs.
  return Math.sqrt(overlap(pairsOf(wordsA), pairsOf(wordsB)));
}

/** The code of an answer that has some, else all of it. */
function substance(answer: string): string {
  const blocks = fencedCode(answer).filter(({ text }) => text.trim() !== '');
  return blocks.length === 0 ? answer : blocks.map(({ text }) => text).join('\n');
}

/** What an answer marks as its result: `\boxed{…}`, or what follows the last "answer:". */
function resultOf(text: string): string | undefined {
  const boxed = [...text.matchAll(/\\boxed\{([^{}]*)\}/g)].at(-1)?.[1];
  const named = [...text.matchAll(/\b(?:final answer|answer|result)\b(?: is)?\s*[:=]?\s*\**\s*([^\n]{1,60})/gi)].at(
    -1,
  )?.[1];
  const result = boxed ?? named;
  return result === undefined ? undefined : wordsOf(result).join(' ');
}

/** Letters of any script, numbers and signs of code, without case and blanks. */
function wordsOf(text: string): string[] {
  return (
    text.toLowerCase().match(/\p{Script=Han}|[\p{L}_][\p{L}\p{N}_]*|\d+(?:\.\d+)?|[^\s\p{L}\p{N}.,;:!?'"`*]/gu) ?? []
  );
}

function pairsOf(words: readonly string[]): Set<string> {
  return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`));
}

/** The share of all pairs that both have. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 1 : shared / all;
}
