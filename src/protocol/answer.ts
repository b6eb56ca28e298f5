import * as z from 'zod/mini';
import type { ChatEvent } from '../core/chat/chatEvent.ts';
import {
  attemptSchema,
  decisionSchema,
  doneSchema,
  errorEventSchema,
  fallbackSchema,
  type WireChatEvent,
} from './chatEventSchema.ts';

/** The things a person can do about a problem; the host knows how. */
export const ACTIONS = [
  'retry',
  'retryLater',
  'stopWaiting',
  'addProvider',
  'changeKey',
  'testProviders',
  'chooseModel',
  'openSettings',
  'openPrivacy',
  'retryAnyway',
  'retryRedacted',
  'choosePrivacy',
  'openRouting',
  'openBudget',
  'newChat',
  'showLog',
] as const;

/** An error in the user's words, with the actions that mend it, the best first. */
export const problemSchema = z.object({
  title: z.string(),
  detail: z.string(),
  actions: z.array(z.object({ action: z.enum(ACTIONS), label: z.string(), provider: z.optional(z.string()) })),
});
export type Problem = z.infer<typeof problemSchema>;

/** `interrupted`: the editor was closed or reloaded while the answer was coming. */
const ANSWER_STATUS = ['routing', 'streaming', 'done', 'failed', 'stopped', 'interrupted'] as const;

/** Everything a reader can see of one answer: what the events of its request add up to. */
export const answerSchema = z.object({
  status: z.enum(ANSWER_STATUS),
  text: z.string(),
  reasoning: z.string(),
  /** When the reasoning began, in milliseconds since 1970 by the host's clock, and how long it took once it is over. */
  reasoningAt: z.optional(z.number()),
  reasoningMs: z.optional(z.number()),
  decision: z.optional(decisionSchema),
  attempts: z.array(attemptSchema),
  fallbacks: z.array(fallbackSchema),
  done: z.optional(doneSchema),
  error: z.optional(errorEventSchema),
  problem: z.optional(problemSchema),
});
export type Answer = z.infer<typeof answerSchema>;

/** An answer nothing is known of yet. */
export const EMPTY_ANSWER: Answer = { status: 'routing', text: '', reasoning: '', attempts: [], fallbacks: [] };

/**
 * The answer after one more event, from the core or from the wire; the given answer is left as it is. `at` is when the
 * event came, by the host's clock: it tells how long the reasoning took.
 */
export function applyChatEvent(answer: Answer, event: ChatEvent | WireChatEvent, at?: number): Answer {
  return timeReasoning(applied(answer, event, at), event.type, at);
}

/** Reasoning lasts from its first event to the first that is something else. */
function timeReasoning(answer: Answer, event: ChatEvent['type'], at: number | undefined): Answer {
  const { reasoningAt, reasoningMs, ...rest } = answer;
  if (event === 'retract') return rest;
  if (at === undefined || reasoningMs !== undefined) return answer;
  if (event === 'reasoning') return reasoningAt === undefined ? { ...answer, reasoningAt: at } : answer;
  const isOver = event === 'text' || event === 'toolCall' || event === 'done' || event === 'error';
  if (reasoningAt === undefined || !isOver) return answer;
  return { ...answer, reasoningMs: Math.max(0, at - reasoningAt) };
}

function applied(answer: Answer, event: ChatEvent | WireChatEvent, at: number | undefined): Answer {
  // The core's events are deeply readonly, the wire's are not: the same data.
  const wire = event as WireChatEvent;
  switch (wire.type) {
    case 'decision':
      return { ...answer, decision: wire };
    case 'attempt':
      return { ...answer, attempts: withAttempt(answer.attempts, wire, at) };
    case 'text':
      return { ...answer, status: 'streaming', text: answer.text + wire.delta };
    case 'reasoning':
      return { ...answer, status: 'streaming', reasoning: answer.reasoning + wire.delta };
    case 'toolCall':
      return answer;
    case 'retract':
      return { ...answer, text: answer.text.slice(0, answer.text.length - wire.characters), reasoning: '' };
    case 'fallback':
      return { ...answer, status: 'routing', fallbacks: [...answer.fallbacks, wire] };
    case 'done':
      return { ...answer, status: 'done', done: wire };
    case 'error':
      return { ...answer, status: wire.error.kind === 'cancelled' ? 'stopped' : 'failed', error: wire };
  }
}

/** An attempt that has waited is said again when it is asked, one that is checked when that is over. */
function withAttempt(
  attempts: Answer['attempts'],
  next: z.infer<typeof attemptSchema>,
  at: number | undefined,
): Answer['attempts'] {
  const { waitMs } = next;
  const until = at === undefined || waitMs === undefined ? {} : { waitsUntil: at + waitMs };
  const place = attempts.findIndex(({ attempt }) => attempt === next.attempt);
  return place === -1 ? [...attempts, { ...next, ...until }] : attempts.with(place, { ...next, ...until });
}
