import type { Task } from '../../chat/task.ts';
import type { Metric } from '../../models/figures.ts';
import type { Model, Tier } from '../../models/model.ts';

/** What each task is judged by, the nearest first. */
const METRICS_OF: Readonly<Record<Task, readonly Metric[]>> = {
  code: ['coding', 'agentic', 'edits'],
  fix: ['edits', 'agentic', 'coding'],
  test: ['coding', 'edits'],
  review: ['coding', 'reasoning'],
  explain: ['reasoning', 'language', 'instructions'],
  summarize: ['faithful', 'instructions'],
  write: ['language', 'instructions'],
  translate: ['language'],
  extract: ['data', 'instructions'],
  reason: ['reasoning', 'mathematics'],
  chat: ['language', 'instructions', 'reasoning'],
};

/** Where a model of a tier stands when nothing was published of it; one without a tier below them all. */
const TIER_STANDING: Readonly<Record<Tier, number>> = { budget: -1.3, standard: -0.3, premium: 0.1 };
const UNKNOWN_STANDING = -2.2;

/** Vendors know their models too: how much a tier counts beside figures, most of which are of the most thinking a model can do. */
const TIER_WEIGHT = 0.3;

/** Beyond this, benchmarks stop telling models apart. */
const MOST = 2.5;

/** What tells of a model how good it is. */
type Rated = Pick<Model, 'tier' | 'ownTier' | 'figures'>;

/** A published figure: its metric in percent, of which model, and whether that is the model itself. */
export interface Figure {
  readonly metric: Metric;
  readonly percent: number;
  readonly of: string;
  readonly own: boolean;
}

/** How good a model is at a task beside all others that were measured, in standard deviations, and what that rests on. */
export interface Standing {
  readonly standing: number;
  /** Absent where it is only what its tier stands for. */
  readonly figure?: Figure;
}

const known = new WeakMap<object, Map<Task, Standing>>();

/**
 * A model's standing at a task, worked out once: by its published figures, unless the user says its tier. Where none is of that task, those of
 * other tasks count a little less; faithfulness says nothing but of summaries.
 */
export function standingAt(model: Rated, task: Task): Standing {
  const tasks = known.get(model) ?? new Map<Task, Standing>();
  known.set(model, tasks);
  const standing = tasks.get(task) ?? standingOf(model, task);
  tasks.set(task, standing);
  return standing;
}

function standingOf({ figures, tier, ownTier }: Rated, task: Task): Standing {
  if (figures === undefined || ownTier) return { standing: tierStanding(tier) };
  let nearest: Metric | undefined;
  let sum = 0;
  let count = 0;
  for (const metric of METRICS_OF[task]) {
    const value = figures.standing[metric];
    if (value === undefined) continue;
    nearest ??= metric;
    sum += value;
    count += 1;
  }
  if (nearest === undefined) {
    const others = Object.entries(figures.standing).flatMap(([metric, value]) =>
      metric === 'faithful' ? [] : [value],
    );
    return { standing: others.length === 0 ? tierStanding(tier) : withTier(mean(others) * 0.8 - 0.2, tier) };
  }
  return {
    standing: withTier(sum / count, tier),
    figure: { metric: nearest, percent: figures.percent[nearest] ?? 0, of: figures.of, own: figures.own },
  };
}

function tierStanding(tier: Tier | undefined): number {
  return tier === undefined ? UNKNOWN_STANDING : TIER_STANDING[tier];
}

function withTier(measured: number, tier: Tier | undefined): number {
  if (tier === undefined) return bounded(measured);
  return bounded((1 - TIER_WEIGHT) * measured + TIER_WEIGHT * TIER_STANDING[tier]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function bounded(standing: number): number {
  return Math.min(MOST, Math.max(-MOST, standing));
}
