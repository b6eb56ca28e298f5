import type { Answer } from '../../src/protocol/answer.ts';
import { formatCost } from '../format/formatCost.ts';
import { formatDuration } from '../format/formatDuration.ts';
import { shortModel } from '../format/shortModel.ts';
import { strings } from '../strings.ts';
import { leadingAttempt } from './leadingAttempt.ts';

export interface RouteSummary {
  /** The full id of the model that answered, is answering or is about to; empty while none is chosen. */
  readonly modelId: string;
  /** `Fix`, `deepseek-chat`, `the Fix command was run`, `$0.0012`, `2.1 s`: what is known so far. */
  readonly parts: readonly {
    readonly kind: 'task' | 'model' | 'why' | 'privacy' | 'cost' | 'time';
    readonly text: string;
  }[];
}

/** The one quiet line above an answer, told as early as it is known: the model is there before its first word. */
export function routeSummary(answer: Answer): RouteSummary {
  const { decision, done } = answer;
  const modelId = answeringModel(answer);
  const parts: RouteSummary['parts'][number][] = [];
  if (decision !== undefined) parts.push({ kind: 'task', text: strings[`task_${decision.task}`] });
  if (modelId !== '') parts.push({ kind: 'model', text: shortModel(modelId) });
  const why = reasonFor(answer, modelId);
  if (why !== undefined) parts.push({ kind: 'why', text: why });
  const found = decision?.sensitivity?.reasons.at(-1);
  if (found !== undefined) parts.push({ kind: 'privacy', text: found });
  const cost = costOf(answer);
  if (cost !== undefined) parts.push({ kind: 'cost', text: cost });
  if (done?.fromCache) parts.push({ kind: 'time', text: strings.fromCache });
  if (done !== undefined) parts.push({ kind: 'time', text: formatDuration(done.latency.totalMs) });
  return { modelId, parts };
}

/** The model that answered; before that the one being asked, or the first that will be. */
export function answeringModel(answer: Answer): string {
  const { done, fallbacks, attempts, decision } = answer;
  if (done !== undefined) return done.model;
  const attempt = attempts[leadingAttempt(answer)]?.model;
  const fallback = fallbacks.at(-1);
  // Between a fallback and the attempt it leads to, the next model is known already.
  if (fallback !== undefined && fallback.from === attempt) return fallback.to;
  return attempt ?? decision?.targets[0]?.model ?? '';
}

function reasonFor({ decision }: Answer, model: string): string | undefined {
  const target = decision?.targets.find((candidate) => candidate.model === model);
  return target?.reasons[0] ?? decision?.reasons[0];
}

function costOf({ done, error }: Answer): string | undefined {
  if (done !== undefined) return formatCost(done.costUsd, { estimated: done.estimated });
  // What failed before its first word costs nothing, which needs no saying.
  if (error === undefined || error.costUsd === 0) return undefined;
  return formatCost(error.costUsd, { estimated: error.estimated });
}
