import { costNano, type Price, usdFromNano } from '../accounting/price.ts';
import type { Difficulty, Task } from '../chat/task.ts';
import type { Classification } from '../classify/classification.ts';
import type { Model, Tier } from '../models/model.ts';
import type { QualityStore } from '../ports/qualityStore.ts';
import type { Candidate } from './candidates.ts';
import type { Habits } from './habits.ts';
import { expectedQuality } from './quality/expectedQuality.ts';
import { type Standing, standingAt } from './quality/standing.ts';

/** What is expected of a model's answer before it is asked. */
export interface Expectation {
  readonly standing: Standing;
  /** The chance that the answer is good, 0…1. */
  readonly quality: number;
  /** How many outcomes here it rests on besides published figures, decayed. */
  readonly answers: number;
  readonly good: number;
  readonly outputTokens: number;
  /** So many of the input tokens are expected to come from the vendor's cache. */
  readonly cachedTokens: number;
  /** Null where no price is known. */
  readonly usd: number | null;
  readonly firstSeconds: number;
  readonly seconds: number;
}

/** What expectations hang on besides the model. */
export interface Outlook {
  readonly classification: Pick<Classification, 'task' | 'difficulty'>;
  readonly habits: Habits;
  /** What happened here, from running sums. */
  readonly quality: QualityStore | undefined;
  /** Models that their providers name as their fastest. */
  readonly fastest: ReadonlySet<string>;
  /** How much of the input a model's vendor has in its cache, 0…1. */
  readonly cachedShare: (model: string) => number;
}

/** What an answer of a moderate task is long, in tokens, where nothing was seen yet. */
const TYPICAL_OUTPUT: Readonly<Record<Task, number>> = {
  code: 700,
  fix: 500,
  test: 900,
  review: 600,
  explain: 500,
  summarize: 250,
  write: 400,
  translate: 350,
  extract: 200,
  reason: 600,
  chat: 150,
};
const LENGTH: Readonly<Record<Difficulty, number>> = { simple: 0.5, moderate: 1, complex: 2 };
/** What a reasoning model thinks before it, in tokens. */
const THOUGHT: Readonly<Record<Difficulty, number>> = { simple: 150, moderate: 500, complex: 1500 };

/** How long models of a tier take to their first word and for each token after, in milliseconds, where nothing was seen yet. */
const PACE: Readonly<Record<Tier, { readonly first: number; readonly token: number }>> = {
  budget: { first: 600, token: 8 },
  standard: { first: 1000, token: 14 },
  premium: { first: 1600, token: 20 },
};
const FASTEST_PACE = { first: 300, token: 5 };

/** What is expected of a candidate: from the ledger's running means, else from what is typical of its kind. */
export function expectationOf({ model, inputTokens }: Candidate, outlook: Outlook): Expectation {
  const { classification, habits, quality, fastest } = outlook;
  const { task, difficulty } = classification;
  const standing = standingAt(model, task);
  const evidence = quality?.evidence(model.id, task) ?? NOTHING_SEEN;
  const outputTokens = Math.round(habits.outputTokens(model.id, task) ?? typicalOutput(model, task, difficulty));
  const pace = fastest.has(model.id) ? FASTEST_PACE : PACE[model.tier ?? 'standard'];
  const tokenMs = habits.tokenMs(model.id) ?? pace.token;
  const thoughtMs = model.reasoning ? THOUGHT[difficulty] * tokenMs : 0;
  const firstMs = habits.firstMs(model.id) ?? pace.first + thoughtMs;
  const cachedTokens = Math.floor(inputTokens * outlook.cachedShare(model.id));
  const { price } = model;
  return {
    standing,
    quality: expectedQuality(standing.standing, difficulty, evidence),
    answers: evidence.good + evidence.bad,
    good: evidence.good,
    outputTokens,
    cachedTokens,
    usd: price === undefined ? null : usdOf(price, { inputTokens, cachedTokens, outputTokens }),
    firstSeconds: firstMs / 1000,
    seconds: (firstMs + outputTokens * tokenMs) / 1000,
  };
}

const NOTHING_SEEN = { good: 0, bad: 0 };

function typicalOutput(model: Model, task: Task, difficulty: Difficulty): number {
  const thought = model.reasoning ? THOUGHT[difficulty] : 0;
  return Math.min(TYPICAL_OUTPUT[task] * LENGTH[difficulty] + thought, model.maxOutputTokens ?? Number.MAX_VALUE);
}

function usdOf(
  price: Price,
  { inputTokens, cachedTokens, outputTokens }: { inputTokens: number; cachedTokens: number; outputTokens: number },
): number {
  const parts = {
    uncachedInput: inputTokens - cachedTokens,
    cacheRead: cachedTokens,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    outputText: outputTokens,
    reasoning: 0,
  };
  return usdFromNano(costNano(price, parts));
}
