import type { Metric } from '../models/figures.ts';
import type { Tier } from '../models/model.ts';
import { say } from '../words.ts';
import type { Expectation } from './expectation.ts';

/** So many outcomes here say more to a reader than a benchmark. */
const TELLING = 5;

/** Why a model is thought to be good at something, as a verb phrase: `passed 70% of Aider’s hard code edits`. */
export function qualityWords({ standing: { figure }, answers, good }: Expectation, tier: Tier | undefined): string {
  if (answers >= TELLING) return say('did well in {0} of {1} such answers here', Math.round(good), Math.round(answers));
  if (figure === undefined) return tierWords(tier);
  const { metric, percent, of, own } = figure;
  const words = figureWords(metric, Math.round(percent));
  return own ? words : say('succeeds {0}, which {1}', of, words);
}

function figureWords(metric: Metric, percent: number): string {
  return {
    reasoning: say('got {0}% in LiveBench’s reasoning', percent),
    coding: say('got {0}% in LiveBench’s coding', percent),
    agentic: say('got {0}% in LiveBench’s agentic coding', percent),
    mathematics: say('got {0}% in LiveBench’s mathematics', percent),
    data: say('got {0}% in LiveBench’s data analysis', percent),
    language: say('got {0}% in LiveBench’s language', percent),
    instructions: say('got {0}% in LiveBench’s following of instructions', percent),
    edits: say('passed {0}% of Aider’s hard code edits', percent),
    faithful: say('kept to the text in {0}% of Vectara’s summaries', percent),
  }[metric];
}

function tierWords(tier: Tier | undefined): string {
  if (tier === undefined) return say('is unknown to every list');
  return { budget: say('is a cheap model'), standard: say('is a medium model'), premium: say('is a strong model') }[
    tier
  ];
}
