import { usdFromNano } from '../accounting/price.ts';
import type { Task } from '../chat/task.ts';
import type { Assumption, SimulatedItem } from './simulateItem.ts';

/** Calls of one kind that go to one model. US$; null where a price is unknown. */
export interface SummaryRow {
  readonly task: Task;
  /** Null: nobody could be asked. */
  readonly model: string | null;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly usd: number | null;
  readonly baselineUsd: number | null;
}

/** What a workload costs, per task and model, beside a baseline. */
export interface Summary {
  readonly calls: number;
  /** Of the calls whose price is known. */
  readonly usd: number;
  /** Calls that nobody could be asked for, or whose price is unknown: they are in no sum. */
  readonly unpriced: number;
  readonly baseline?: { readonly model: string; readonly usd: number; readonly saving: number | null };
  readonly rows: readonly SummaryRow[];
  /** In how many kinds of call what was assumed. */
  readonly assumed: Readonly<Partial<Record<Assumption, number>>>;
  /** Kinds of call whose strategy may ask more than one model: counted as if the first answer were taken. */
  readonly cascaded: number;
}

/** Sums of a simulated workload, the most expensive row first. What has no price counts on neither side. */
export function summaryOf(items: readonly SimulatedItem[], baseline?: string): Summary {
  const priced = items.filter((item) => item.nano !== null && (baseline === undefined || item.baselineNano !== null));
  const nano = sum(priced, (item) => item.nano ?? 0);
  const baselineNano = sum(priced, (item) => item.baselineNano ?? 0);
  const groups = Map.groupBy(items, ({ task, model }) => `${task} ${model ?? ''}`);
  const assumed: Partial<Record<Assumption, number>> = {};
  for (const item of items) for (const what of item.assumed) assumed[what] = (assumed[what] ?? 0) + 1;
  return {
    calls: sum(items, ({ calls }) => calls),
    usd: usdFromNano(nano),
    unpriced: sum(items, ({ calls }) => calls) - sum(priced, ({ calls }) => calls),
    ...(baseline === undefined
      ? {}
      : {
          baseline: {
            model: baseline,
            usd: usdFromNano(baselineNano),
            saving: baselineNano === 0 ? null : 1 - nano / baselineNano,
          },
        }),
    rows: [...groups.values()].map(rowOf).sort((one, other) => (other.usd ?? -1) - (one.usd ?? -1)),
    assumed,
    cascaded: items.filter(({ strategy }) => strategy === 'cascade').length,
  };
}

function rowOf(items: readonly SimulatedItem[]): SummaryRow {
  const [first] = items as readonly [SimulatedItem, ...SimulatedItem[]];
  return {
    task: first.task,
    model: first.model ?? null,
    calls: sum(items, ({ calls }) => calls),
    inputTokens: sum(items, ({ calls, inputTokens }) => calls * inputTokens),
    outputTokens: sum(items, ({ calls, outputTokens }) => calls * outputTokens),
    usd: usdOf(items, ({ nano }) => nano),
    baselineUsd: usdOf(items, ({ baselineNano }) => baselineNano),
  };
}

function usdOf(items: readonly SimulatedItem[], of: (item: SimulatedItem) => number | null): number | null {
  return items.some((item) => of(item) === null) ? null : usdFromNano(sum(items, (item) => of(item) ?? 0));
}

function sum(items: readonly SimulatedItem[], of: (item: SimulatedItem) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
