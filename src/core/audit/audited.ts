import type { AttemptEvent, AttemptPart, ChatEvent, DecisionEvent, FallbackEvent } from '../chat/chatEvent.ts';
import type { ChatRequest, RequestSource } from '../chat/chatRequest.ts';
import type { ChatMessage } from '../chat/message.ts';
import type { Drill } from '../drill/drill.ts';
import type { Audit, AuditedCheck, AuditedEnd, AuditedFallback, AuditedTexts } from '../ports/audit.ts';
import type { Clock } from '../ports/clock.ts';
import { hiddenMessages } from '../privacy/shielded.ts';
import { continuationMessages } from '../prompt/continuation.ts';
import { PROMPTS_VERSION } from '../prompt/promptsVersion.ts';
import type { Plan } from '../strategies/strategy.ts';

/** Where the system prompt is ours, also where it is not the usual one. */
const OURS: ReadonlySet<RequestSource> = new Set(['panel', 'title', 'test', 'fireDrill']);

/** What was planned for a request, once it is decided; nothing where it was stopped before. */
export interface Planned {
  plan?: Plan;
}

/** What keeping a request takes. */
interface Keeping {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly planned: Planned;
  readonly drill: Drill | undefined;
}

/** The same events; what was decided and how it ended are kept on the way, also when the reader stops reading. */
export async function* audited(
  request: ChatRequest,
  { audit, clock, planned, drill }: Keeping,
  events: AsyncGenerator<ChatEvent, void>,
): AsyncGenerator<ChatEvent, void> {
  const startedAt = clock.monotonic();
  const fallbacks: AuditedFallback[] = [];
  let decision: DecisionEvent | undefined;
  const checks: AuditedCheck[] = [];
  const asked = new Set<number>();
  const parts = new Map<number, AttemptPart>();
  let lastAsked: string | undefined;
  let answer = '';
  let last: ChatEvent | undefined;
  try {
    for await (const event of events) {
      last = event;
      if (event.type === 'decision') {
        decision = event;
        audit.decided(decidedOf(request, event, clock.now()));
      } else if (event.type === 'attempt') {
        // One that waits or is checked is told again.
        asked.add(event.attempt);
        lastAsked = event.model;
        checks.push(...checksOf(event));
        if (event.part !== undefined) parts.set(event.attempt, event.part);
      } else if (event.type === 'fallback') fallbacks.push(fallbackOf(event));
      else if (audit.keepsTexts && event.type === 'text') answer += event.delta;
      else if (event.type === 'retract') answer = answer.slice(0, Math.max(0, answer.length - event.characters));
      yield event;
    }
  } finally {
    if (decision !== undefined) {
      const end = {
        ...endOf(last, clock.monotonic() - startedAt),
        attempts: asked.size,
        fallbacks,
        ...(checks.length === 0 ? {} : { checks }),
        ...(parts.size === 0 ? {} : { parts: [...parts].map(([attempt, part]) => ({ attempt, part })) }),
        ...drilledOf(request.id, drill),
      };
      audit.ended(request.id, end, audit.keepsTexts && planned.plan ? textsOf(planned.plan, lastAsked, answer) : null);
    }
  }
}

function decidedOf({ id, source, conversationId, system }: ChatRequest, event: DecisionEvent, at: number) {
  const { type: _, ...decision } = event;
  return {
    requestId: id,
    at,
    source,
    conversationId: conversationId ?? null,
    promptsVersion: system === undefined || OURS.has(source) ? PROMPTS_VERSION : null,
    decision,
  };
}

function fallbackOf({ from, to, afterCharacters, error: { kind, status } }: FallbackEvent): AuditedFallback {
  return { from, to, afterCharacters, kind, ...(status === undefined ? {} : { status }) };
}

function checksOf({ model, verdicts = [] }: AttemptEvent): AuditedCheck[] {
  return verdicts.map(({ check, passed, score }) => ({ model, check, passed, score }));
}

function drilledOf(requestId: string, drill: Drill | undefined): Pick<AuditedEnd, 'drilled'> {
  const drilled = (drill?.hitsOf(requestId) ?? []).map(({ model, at }) => ({ model, at: Math.round(at) }));
  return drilled.length === 0 ? {} : { drilled };
}

const UNKNOWN = {
  model: null,
  finishReason: null,
  errorKind: null,
  usage: null,
  costUsd: null,
  costSource: null,
  firstTokenMs: null,
  fromCache: false,
} as const;

function endOf(last: ChatEvent | undefined, totalMs: number): Omit<AuditedEnd, 'attempts' | 'fallbacks'> {
  if (last?.type === 'done') {
    const { model, finishReason, usage, costUsd, costSource, latency, fromCache } = last;
    const { firstTokenMs } = latency;
    const end = { model, finishReason, usage, costUsd, costSource, firstTokenMs, fromCache };
    return { ...UNKNOWN, ...end, outcome: 'answered', totalMs: latency.totalMs };
  }
  if (last?.type === 'error') {
    const { error, usage, costUsd } = last;
    const outcome = error.kind === 'cancelled' ? 'stopped' : 'failed';
    return { ...UNKNOWN, outcome, errorKind: error.kind, usage, costUsd, totalMs };
  }
  return { ...UNKNOWN, outcome: 'left', totalMs };
}

/**
 * The words as they went over the wire: what a placeholder stood for is not kept, in the answer neither. To where nobody was
 * asked nothing was sent.
 */
function textsOf(plan: Plan, asked: string | undefined, answer: string): AuditedTexts | null {
  if (asked === undefined && answer === '') return null;
  const { request, candidates, placeholders } = plan;
  const last = candidates.find(({ model }) => model.id === asked);
  const messages = last === undefined ? plan.messages : plan.prompts.messages(last.model);
  const whole = request.partial === undefined ? messages : continuationMessages(messages, request.partial);
  const sent = asked === undefined ? [] : hiddenMessages(whole, placeholders);
  return {
    messages: sent.map((message) => ({ role: message.role, text: textOf(message) })),
    answer: placeholders.hide(answer),
  };
}

function textOf({ parts }: ChatMessage): string {
  return parts.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n');
}
