import type { ChatEvent, CostSource } from '../../core/chat/chatEvent.ts';
import type { Usage } from '../../core/chat/usage.ts';
import type { Answer } from '../../protocol/answer.ts';

/** What an answer's requests have come to, as its last event told it. */
interface Sum {
  readonly usage: Usage | null;
  readonly costUsd: number | null;
  readonly costSource: CostSource;
  readonly estimated: boolean;
}

/** The answer as it is while it is continued: its words stay, its end is taken back. */
export function reopened({ done: _, error: __, problem: ___, ...answer }: Answer): Answer {
  return { ...answer, status: 'streaming' };
}

/**
 * An event of a continuation as one of the whole answer: attempts are counted on, and what the end tells of cost, tokens
 * and time is the sum over the answer's requests. A cost that one of them does not know is unknown.
 */
export function asPartOf(earlier: Answer, event: ChatEvent): ChatEvent {
  switch (event.type) {
    case 'attempt':
      return { ...event, attempt: event.attempt + earlier.attempts.length };
    case 'done': {
      const { usage, ...sum } = added(sumOf(earlier), event);
      const { firstTokenMs, totalMs } = earlier.done?.latency ?? { firstTokenMs: null, totalMs: 0 };
      const latency = {
        firstTokenMs: firstTokenMs ?? event.latency.firstTokenMs,
        totalMs: totalMs + event.latency.totalMs,
      };
      const attempts = earlier.attempts.length + event.attempts;
      const later = event.stopped?.map((one) => ({ ...one, attempt: one.attempt + earlier.attempts.length })) ?? [];
      const stopped = [...(earlier.done?.stopped ?? []), ...later];
      const beside = stopped.length === 0 ? {} : { stopped };
      return { ...event, ...sum, usage: usage ?? event.usage, latency, attempts, ...beside };
    }
    case 'error': {
      const { usage, costUsd, estimated } = added(sumOf(earlier), { ...event, costSource: 'priced' });
      return { ...event, usage, costUsd, estimated };
    }
    default:
      return event;
  }
}

/** Of an answer without any end nothing is known. */
function sumOf({ done, error }: Answer): Sum {
  if (done !== undefined) return done;
  if (error !== undefined) {
    const { usage = null, costUsd, estimated } = error;
    return { usage, costUsd, costSource: costUsd === null ? 'unknown' : 'priced', estimated };
  }
  return { usage: null, costUsd: null, costSource: 'unknown', estimated: true };
}

function added(before: Sum, after: Sum): Sum {
  const known = before.costUsd !== null && after.costUsd !== null;
  return {
    usage: before.usage === null ? after.usage : addUsage(before.usage, after.usage),
    costUsd: known ? roundNano(Number(before.costUsd) + Number(after.costUsd)) : null,
    costSource: !known ? 'unknown' : before.costSource === after.costSource ? after.costSource : 'priced',
    estimated: before.estimated || after.estimated,
  };
}

function addUsage(before: Usage, after: Usage | null): Usage {
  if (after === null) return before;
  return {
    inputTokens: before.inputTokens + after.inputTokens,
    cachedInputTokens: before.cachedInputTokens + after.cachedInputTokens,
    cacheWriteTokens: before.cacheWriteTokens + after.cacheWriteTokens,
    outputTokens: before.outputTokens + after.outputTokens,
    reasoningTokens: before.reasoningTokens + after.reasoningTokens,
  };
}

/** Sums of dollars as the ledger has them: whole nano-dollars. */
function roundNano(usd: number): number {
  return Math.round(usd * 1e9) / 1e9;
}
