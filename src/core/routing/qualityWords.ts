import type { Metric } from '../models/figures.ts';
import type { Tier } from '../models/model.ts';
import { say } from '../words.ts';
import type { Expectation } from './expectation.ts';
import type { Figure } from './quality/standing.ts';

/** So many outcomes here say more to a reader than a benchmark. */
const TELLING = 5;

/** Why a model is thought to be good at something, as a verb phrase: `passed 70% of Aider’s hard code edits`. */
export function qualityWords({ standing: { figure }, answers, good }: Expectation, tier: Tier | undefined): string {
  if (answers >= TELLING) return say('did well in {0} of {1} such answers here', Math.round(good), Math.round(answers));
  return figure === undefined ? tierWords(tier) : figureWords(figure);
}

/** A decision says it of every model. */
const known = new WeakMap<Figure, string>();

function figureWords(figure: Figure): string {
  const earlier = known.get(figure);
  if (earlier !== undefined) return earlier;
  const { metric, percent, of, own } = figure;
  const done = metricWords(metric, Math.round(percent));
  const words = own ? done : say('succeeds {0}, which {1}', of, done);
  known.set(figure, words);
  return words;
}

function metricWords(metric: Metric, percent: number): string {
  switch (metric) {
    case 'reasoning':
      return say('got {0}% in LiveBench’s reasoning', percent);
    case 'coding':
      return say('got {0}% in LiveBench’s coding', percent);
    case 'agentic':
      return say('got {0}% in LiveBench’s agentic coding', percent);
    case 'mathematics':
      return say('got {0}% in LiveBench’s mathematics', percent);
    case 'data':
      return say('got {0}% in LiveBench’s data analysis', percent);
    case 'language':
      return say('got {0}% in LiveBench’s language', percent);
    case 'instructions':
      return say('got {0}% in LiveBench’s following of instructions', percent);
    case 'edits':
      return say('passed {0}% of Aider’s hard code edits', percent);
    case 'faithful':
      return say('kept to the text in {0}% of Vectara’s summaries', percent);
  }
}

function tierWords(tier: Tier | undefined): string {
  switch (tier) {
    case undefined:
      return say('is unknown to every list');
    case 'budget':
      return say('is a cheap model');
    case 'standard':
      return say('is a medium model');
    case 'premium':
      return say('is a strong model');
  }
}
