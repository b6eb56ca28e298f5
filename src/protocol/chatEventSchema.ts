import * as z from 'zod/mini';
import { ATTEMPT_PARTS, type ChatEvent, COST_SOURCES, FINISH_REASONS } from '../core/chat/chatEvent.ts';
import { ERROR_KINDS } from '../core/chat/errors.ts';
import { DIFFICULTIES, TASKS } from '../core/chat/task.ts';
import { CHECKS } from '../core/checks/finding.ts';
import { LEVELS } from '../core/privacy/level.ts';
import { PRIVACY_WAYS } from '../core/privacy/privacyWay.ts';

const errorShape = {
  kind: z.enum(ERROR_KINDS),
  status: z.optional(z.number()),
  message: z.string(),
  code: z.optional(z.string()),
  requestId: z.optional(z.string()),
  retryAfterMs: z.optional(z.number()),
};
const dollars = z.nullable(z.number());

export const usageSchema = z.object({
  inputTokens: z.number(),
  cachedInputTokens: z.number(),
  cacheWriteTokens: z.number(),
  outputTokens: z.number(),
  reasoningTokens: z.number(),
});

const vendorSchema = z.object({
  requestId: z.optional(z.string()),
  responseId: z.optional(z.string()),
  model: z.optional(z.string()),
  finishReason: z.optional(z.string()),
  finishMessage: z.optional(z.string()),
  systemFingerprint: z.optional(z.string()),
  serviceTier: z.optional(z.string()),
  usage: z.optional(z.unknown()),
  claimedTotalTokens: z.optional(z.number()),
});

const verdictSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('safe') }),
  z.object({ type: z.literal('unsafe'), categories: z.array(z.string()) }),
  z.object({ type: z.literal('unavailable'), reason: z.string() }),
]);

export const decisionSchema = z.object({
  type: z.literal('decision'),
  task: z.enum(TASKS),
  difficulty: z.enum(DIFFICULTIES),
  language: z.string(),
  strategy: z.string(),
  targets: z.array(
    z.object({
      model: z.string(),
      estimatedUsd: dollars,
      reasons: z.array(z.string()),
      prompt: z.optional(z.string()),
      restsMs: z.optional(z.nullable(z.number())),
      waitsMs: z.optional(z.number()),
      expected: z.optional(
        z.object({
          quality: z.number(),
          answers: z.number(),
          outputTokens: z.number(),
          cachedTokens: z.number(),
          seconds: z.number(),
        }),
      ),
    }),
  ),
  preferred: z.optional(z.string()),
  rejected: z.array(z.object({ model: z.string(), reason: z.string() })),
  reasons: z.array(z.string()),
  guard: z.optional(z.object({ model: z.string(), input: verdictSchema })),
  sensitivity: z.optional(
    z.object({
      level: z.enum(LEVELS),
      reasons: z.array(z.string()),
      ways: z.optional(z.array(z.enum(PRIVACY_WAYS))),
    }),
  ),
});

export const attemptSchema = z.object({
  type: z.literal('attempt'),
  attempt: z.number(),
  model: z.string(),
  provider: z.string(),
  without: z.optional(z.array(z.string())),
  waitsFor: z.optional(z.string()),
  waitMs: z.optional(z.number()),
  waitedMs: z.optional(z.number()),
  part: z.optional(z.enum(ATTEMPT_PARTS)),
  because: z.optional(z.string()),
  checking: z.optional(z.string()),
  verdicts: z.optional(
    z.array(
      z.object({
        check: z.enum(CHECKS),
        passed: z.boolean(),
        score: z.number(),
        evidence: z.optional(z.string()),
      }),
    ),
  ),
  /** Of an attempt that is kept: when it will be asked, in milliseconds since 1970 by the host's clock. */
  waitsUntil: z.optional(z.number()),
});

export const fallbackSchema = z.object({
  type: z.literal('fallback'),
  from: z.string(),
  to: z.string(),
  error: z.object(errorShape),
  afterCharacters: z.number(),
});

export const doneSchema = z.object({
  type: z.literal('done'),
  model: z.string(),
  provider: z.string(),
  finishReason: z.enum(FINISH_REASONS),
  usage: usageSchema,
  costUsd: dollars,
  costSource: z.enum(COST_SOURCES),
  estimated: z.boolean(),
  latency: z.object({ firstTokenMs: z.nullable(z.number()), totalMs: z.number() }),
  attempts: z.number(),
  stopped: z.optional(z.array(z.object({ attempt: z.number(), costUsd: dollars, estimated: z.boolean() }))),
  fromCache: z.boolean(),
  answeredAt: z.optional(z.number()),
  remark: z.optional(z.string()),
  guard: z.optional(z.object({ model: z.string(), output: verdictSchema })),
  vendor: z.optional(vendorSchema),
});

export const errorEventSchema = z.object({
  type: z.literal('error'),
  error: z.object({
    ...errorShape,
    attempts: z.array(z.object({ ...errorShape, model: z.string() })),
    backInMs: z.optional(z.number()),
  }),
  usage: z.optional(z.nullable(usageSchema)),
  costUsd: dollars,
  estimated: z.boolean(),
});

/** One event of a request, as it crosses to the panel; the same union as the core's. */
export const chatEventSchema = z.discriminatedUnion('type', [
  decisionSchema,
  attemptSchema,
  z.object({ type: z.literal('text'), delta: z.string() }),
  z.object({ type: z.literal('reasoning'), delta: z.string() }),
  z.object({
    type: z.literal('toolCall'),
    index: z.number(),
    id: z.string(),
    name: z.string(),
    argumentsDelta: z.string(),
  }),
  z.object({ type: z.literal('retract'), characters: z.number() }),
  fallbackSchema,
  doneSchema,
  errorEventSchema,
]);

/** What an event looks like once it has crossed: the schema's type, which a core event is always assignable to. */
export type WireChatEvent = z.infer<typeof chatEventSchema>;

type Assignable<From extends To, To> = From;
/** Fails to compile when the schema and the core's union drift apart. */
export type SchemaCoversCore = Assignable<DeepMutable<ChatEvent>, WireChatEvent>;
type DeepMutable<T> = T extends object ? { -readonly [K in keyof T]: DeepMutable<T[K]> } : T;
