import { crossValidated, type Guess } from '../scripts/classify/crossValidated.ts';
import { confusionLines, scored } from '../scripts/classify/scored.ts';
import { seededRandom } from '../scripts/classify/seededRandom.ts';
import { type SharedPrompt, sharedPrompts } from '../scripts/classify/sharedPrompts.ts';
import { withTypos } from '../scripts/classify/withTypos.ts';
import { classify as classifyAll } from '../src/core/classify/classify.ts';
import { loadComplexityModel } from '../src/core/classify/complexity/loadComplexityModel.ts';
import { detectLanguage } from '../src/core/classify/detectLanguage.ts';
import { readTask } from '../src/core/classify/task/readTask.ts';
import { aim, type Figure, type Progress, row, type SkippedFigure, type Value } from './figure.ts';
import { KEYWORD_TASKS } from './keywordTasks.ts';

const TYPOS = 0.05;
/** Fewer say more of chance: six said 4.5 points where twenty say 3.8. */
const TYPO_SEEDS = 20;
/** Languages with fewer careful prompts are taken together. */
const FEW = 10;
const BINS = 10;
const ROUNDS = 10;
const learnt = { complexity: await loadComplexityModel(), readTask };

/**
 * How often the task of a prompt is told, by models that learnt nothing from its source; scored on the careful half of the
 * labelled prompts. The shipped model learns from all of them, so it cannot be scored here.
 */
export async function classify(progress: Progress): Promise<Figure | SkippedFigure> {
  const name = 'classify';
  const prompts = sharedPrompts();
  if (prompts === undefined) return { name, skipped: 'the labelled prompts of ../shared are not here' };
  const guesses = crossValidated(prompts, progress);
  const careful = guesses.filter(({ prompt }) => prompt.careful);
  const devish = careful.filter(({ prompt }) => prompt.devish);
  const noisy = guesses.filter(({ prompt }) => !prompt.careful);
  const mistyped = Array.from({ length: TYPO_SEEDS }, (_, seed) => {
    const random = seededRandom(11 + seed);
    return careful.map(({ prompt, guess }) => ({ prompt, task: guess(withTypos(prompt.prompt, TYPOS, random)) }));
  }).flat();
  const all = scored(careful);
  const lost = (all.lenient - scored(mistyped).lenient) * 100;
  const error = calibrationError(careful);
  const times = timesOf(prompts);
  return {
    name,
    about: `The task of ${careful.length} careful prompts by models that learnt from other sources only.`,
    values: [
      ...scoreRows('all', careful),
      ...scoreRows('developers’', devish),
      ...scoreRows(`the ${noisy.length} noisy ones`, noisy),
      ...Object.entries(KEYWORD_TASKS).flatMap(([which, taskOf]) =>
        scoreRows(
          which,
          careful.map(({ prompt }) => ({ prompt, task: taskOf(prompt.prompt) })),
        ).slice(0, 2),
      ),
      ...byLanguage(careful).map(([language, some]) =>
        row(`${language} (${some.length}), leniently`, scored(some).lenient * 100, '%'),
      ),
      row('with typos, leniently', scored(mistyped).lenient * 100, '%'),
      row('calibration error (ECE)', error * 100, '%'),
      row('language of the instruction', languageShare(prompts.filter((prompt) => prompt.careful)) * 100, '%'),
      row('language, noisy ones', languageShare(prompts.filter((prompt) => !prompt.careful)) * 100, '%'),
      row('median prompt', times.median, 'ms'),
      row('4,000 characters', times.long, 'ms'),
    ],
    aims: [
      aim('missed of developers’ prompts, leniently', 100 - scored(devish).lenient * 100, 15, '%'),
      aim('missed of all, leniently', 100 - all.lenient * 100, 20, '%'),
      aim('macro-F1 short of one', 1 - all.macroF1, 0.3, ''),
      aim('lost to typos', lost, 3, 'points'),
      aim('median prompt', times.median, 0.2, 'ms'),
      aim('4,000 characters', times.long, 5, 'ms'),
    ],
    notes: ['labels in rows, what was said in columns', ...confusionLines(careful)],
  };
}

function scoreRows(which: string, answers: Parameters<typeof scored>[0]): Value[] {
  const { strict, lenient, macroF1 } = scored(answers);
  return [
    row(`${which}, strictly`, strict * 100, '%'),
    row(`${which}, leniently`, lenient * 100, '%'),
    row(`${which}, macro-F1`, macroF1, ''),
  ];
}

/** By how much what was said of how sure it is was off: the mean over ten bins of confidence. */
function calibrationError(guesses: readonly Guess[]): number {
  return Array.from({ length: BINS }, (_, bin) => {
    const some = guesses.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
    if (some.length === 0) return 0;
    const said = some.reduce((sum, { confidence }) => sum + confidence, 0) / some.length;
    return (Math.abs(said - scored(some).strict) * some.length) / guesses.length;
  }).reduce((sum, part) => sum + part, 0);
}

function byLanguage(guesses: readonly Guess[]): [string, Guess[]][] {
  const groups = Map.groupBy(guesses, ({ prompt }) => prompt.language);
  const large = [...groups].filter(([, some]) => some.length >= FEW);
  const rest = [...groups.values()].filter((some) => some.length < FEW).flat();
  return rest.length === 0 ? large : [...large, ['other languages', rest]];
}

function languageShare(prompts: readonly SharedPrompt[]): number {
  return prompts.filter(({ prompt, language }) => detectLanguage(prompt) === language).length / prompts.length;
}

/** Milliseconds for the whole classification by the shipped model, when it is warm: the best of several rounds, for machines have other work. */
function timesOf(prompts: readonly SharedPrompt[]): { median: number; long: number } {
  const long = prompts.filter(({ prompt }) => prompt.length > 3900).slice(0, 60);
  const some = prompts.filter(({ careful }) => careful);
  const measure = (texts: readonly SharedPrompt[]) => {
    const best = texts.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [at, { prompt }] of texts.entries()) {
        // Never the same text twice: engines remember what a pattern found.
        const text = `${prompt} ${round}`;
        const start = performance.now();
        classifyAll(text, {}, learnt);
        best[at] = Math.min(best[at] ?? 0, performance.now() - start);
      }
    }
    return best.sort((a, b) => a - b)[Math.floor(best.length / 2)] ?? 0;
  };
  return { median: measure(some), long: measure(long) };
}
