import { estimateFor, estimateTokens } from '../accounting/estimateTokens.ts';
import { TYPICAL_OUTPUT_TOKENS } from '../accounting/outputLimit.ts';
import { costNano } from '../accounting/price.ts';
import type { Rejection } from '../chat/chatEvent.ts';
import type { ChatRequest } from '../chat/chatRequest.ts';
import type { Difficulty, Task } from '../chat/task.ts';
import { NO_PARTS } from '../chat/usage.ts';
import type { Classification } from '../classify/classification.ts';
import { COMPLEX_FROM, MODERATE_FROM } from '../classify/complexity/difficultyOf.ts';
import { recognise } from '../classify/recognise.ts';
import type { Model } from '../models/model.ts';
import { decide } from '../routing/decide.ts';
import type { Setup } from '../routing/setup.ts';
import type { StrategyName } from '../strategies/strategyNames.ts';
import { ASSUMED_INPUT_TOKENS, type Asked, type WorkloadItem } from './workload.ts';

/** What a kind of call would come to. Money in integer nano-dollars for all its calls; null where no price is known. */
export interface SimulatedItem {
  readonly task: Task;
  readonly difficulty: Difficulty;
  readonly strategy: StrategyName;
  /** Who would be asked first; undefined where nobody could be. */
  readonly model: string | undefined;
  readonly rejected: readonly Rejection[];
  readonly calls: number;
  /** Of one call. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly nano: number | null;
  readonly baselineNano: number | null;
  readonly assumed: readonly Assumption[];
}

/** What a workload left open. */
export type Assumption = 'inputTokens' | 'inputEstimated' | 'outputTokens' | 'count';

type Tools = Parameters<typeof decide>[3];

/** Decides for one kind of call as for a real one, and prices it by whom it would ask first. Asks nobody. */
export async function simulateItem(
  item: WorkloadItem,
  { setup, tools, baseline }: { readonly setup: Setup; readonly tools: Tools; readonly baseline?: Model | undefined },
): Promise<SimulatedItem> {
  const { asked, count: calls = 1, outputTokens = TYPICAL_OUTPUT_TOKENS } = item;
  const classification = await classificationOf(asked);
  const { event, plan } = decide(requestOf(item), classification, setup, tools);
  const [first] = plan.candidates;
  const assumed: Assumption[] = [];
  if (item.inputTokens === undefined) assumed.push(asked.by === 'prompt' ? 'inputEstimated' : 'inputTokens');
  if (item.outputTokens === undefined) assumed.push('outputTokens');
  if (item.count === undefined) assumed.push('count');
  const inputFor = (model: Model | undefined) =>
    item.inputTokens ??
    (asked.by === 'class' || model === undefined ? ASSUMED_INPUT_TOKENS : estimateFor(model, plan.prompt, {}));
  const nanoOf = (model: Model | undefined) => {
    if (model?.price === undefined) return null;
    const parts = { ...NO_PARTS, uncachedInput: inputFor(model), outputText: outputTokens };
    return costNano(model.price, parts) * calls;
  };
  return {
    task: classification.task,
    difficulty: classification.difficulty,
    strategy: plan.way.name,
    model: first?.model.id,
    rejected: event.rejected,
    calls,
    inputTokens: inputFor(first?.model ?? baseline),
    outputTokens,
    nano: nanoOf(first?.model),
    baselineNano: nanoOf(baseline),
    assumed,
  };
}

async function classificationOf(asked: Asked): Promise<Classification> {
  if (asked.by === 'prompt') return recognise(asked);
  const { task, difficulty } = asked;
  const from = { simple: 0, moderate: MODERATE_FROM, complex: COMPLEX_FROM };
  const to = { simple: MODERATE_FROM, moderate: COMPLEX_FROM, complex: 1 };
  // Nobody read it: it stands in the middle of its class.
  const complexity = (from[difficulty] + to[difficulty]) / 2;
  return { task, difficulty, complexity, language: 'en', confidence: 1, reasons: [] };
}

/** A request of the right length: windows and rules are held against it. */
function requestOf({ asked, inputTokens }: WorkloadItem): ChatRequest {
  const { prompt, context } = asked.by === 'prompt' ? asked : { prompt: '', context: {} };
  const wanted = inputTokens ?? (asked.by === 'class' ? ASSUMED_INPUT_TOKENS : 0);
  const missing = Math.max(0, wanted - estimateTokens(prompt));
  const filled = missing === 0 ? prompt : `${prompt}${FILLER.repeat(Math.ceil(missing / FILLER_TOKENS))}`;
  return { id: 'simulated', source: 'cli', prompt: filled, context, history: [], retractable: true };
}

const FILLER = ' and so on it goes for a while';
const FILLER_TOKENS = estimateTokens(FILLER.repeat(100)) / 100;
