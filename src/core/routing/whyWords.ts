import type { Difficulty, Task } from '../chat/task.ts';
import type { Classification } from '../classify/classification.ts';
import { say } from '../words.ts';
import { qualityWords } from './qualityWords.ts';
import type { Ranked } from './rank.ts';
import type { Objective } from './setup.ts';

/** The sentence that says why the first of them is asked, beside the others that could be: `Fix, moderate: …`. */
export function whyWords(
  first: Ranked,
  others: readonly Ranked[],
  { task, difficulty }: Pick<Classification, 'task' | 'difficulty'>,
  objective: Objective,
): string {
  const { model } = first.candidate;
  const claim = `${model.name} ${qualityWords(first.expected, model.tier)}`;
  const beside = besideWords(first, others, objective);
  const why = beside === undefined ? claim : `${claim}${say(', ')}${beside}`;
  return say('{0}, {1}: {2}', taskWord(task), difficultyWord(difficulty), why);
}

/** Less than this apart, in standard deviations or in the chance of a good answer, two models are as good. */
const ALIKE = { standing: 0.15, quality: 0.02 };

function isBetter({ expected: one }: Ranked, { expected: other }: Ranked): boolean {
  if (one.quality <= other.quality) return false;
  const further = one.standing.standing - other.standing.standing;
  return further > ALIKE.standing || one.quality - other.quality > ALIKE.quality;
}

function besideWords(first: Ranked, others: readonly Ranked[], objective: Objective): string | undefined {
  if (objective === 'fastest') return say('its first word after about {0} s', first.expected.firstSeconds.toFixed(1));
  const better = others.filter((one) => isBetter(one, first));
  const [next] = better.sort((a, b) => a.expected.quality - b.expected.quality);
  if (next === undefined) return others.length === 0 ? undefined : bestWords(first, others);
  const { name } = next.candidate.model;
  const [mine, theirs] = [first.expected.usd, next.expected.usd];
  if (mine === 0 && theirs !== 0) return say('and costs nothing');
  const share = mine === null || theirs === null ? undefined : theirs / mine;
  if (share !== undefined && share >= 1.15) return priceWords(share, name);
  return undefined;
}

function bestWords(first: Ranked, others: readonly Ranked[]): string | undefined {
  const rivals = others.filter((one) => !isBetter(first, one));
  return rivals.length === 0 ? say('the best that you have for this') : undefined;
}

/** How a price compares with that of the next better model, which is so many times as high. */
function priceWords(times: number, name: string): string {
  const parts = Math.round(times);
  if (parts < 2) return say('for less than {0}, the next better one', name);
  if (parts > 10) return say('at less than a tenth of the price of {0}, the next better one', name);
  return say('at {0} of {1}, the next better one', partWords(parts), name);
}

function partWords(parts: number): string {
  return (
    [
      say('half the price'),
      say('a third of the price'),
      say('a quarter of the price'),
      say('a fifth of the price'),
      say('a sixth of the price'),
      say('a seventh of the price'),
      say('an eighth of the price'),
      say('a ninth of the price'),
      say('a tenth of the price'),
    ][parts - 2] ?? ''
  );
}

/** A task as the sentence begins with it. */
function taskWord(task: Task): string {
  return {
    code: say('Code'),
    fix: say('Fix'),
    test: say('Tests'),
    review: say('Review'),
    explain: say('Explanation'),
    summarize: say('Summary'),
    write: say('Writing'),
    translate: say('Translation'),
    extract: say('Extraction'),
    reason: say('Reasoning'),
    chat: say('Question'),
  }[task];
}

/** A difficulty within a sentence. */
function difficultyWord(difficulty: Difficulty): string {
  return { simple: say('simple'), moderate: say('moderate'), complex: say('complex') }[difficulty];
}
