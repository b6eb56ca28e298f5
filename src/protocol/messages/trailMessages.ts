import * as z from 'zod/mini';
import { TRAIL_CHOICES, TRAIL_OUTCOMES } from '../../core/audit/trailOutcome.ts';
import { ATTEMPT_PARTS, COST_SOURCES } from '../../core/chat/chatEvent.ts';
import { ERROR_KINDS } from '../../core/chat/errors.ts';
import { TASKS } from '../../core/chat/task.ts';
import { decisionSchema, fallbackSchema, usageSchema } from '../chatEventSchema.ts';
import { id, nothing } from './limits.ts';

const model = z.string().check(z.maxLength(500));
const count = z.int().check(z.minimum(0));
const number = z.number();
const perhaps = z.nullable(number);

/** By how a request ended the trail can be narrowed. */
export const OUTCOME_CHOICES = TRAIL_CHOICES;

const trailFilterSchema = z.object({
  text: z.string().check(z.maxLength(2000)),
  model: z.nullable(model),
  task: z.nullable(z.enum(TASKS)),
  outcome: z.nullable(z.enum(TRAIL_CHOICES)),
  /** Only requests of the chat that is open. */
  thisChat: z.boolean(),
});
export type TrailFilter = z.infer<typeof trailFilterSchema>;

/** What was wrong with a model; `fireDrill`: nothing, a drill took it down. */
const FAULTS = [...ERROR_KINDS, 'fireDrill'] as const;

/** What is said of a request in the list and of a whole record. Times are milliseconds. */
const shown = {
  /** The request's own id. */
  id: z.string(),
  at: number,
  /** Who asked: the chat, the command line, … */
  source: z.string(),
  outcome: z.enum(TRAIL_OUTCOMES),
  errorKind: z.nullable(z.enum(FAULTS)),
  /** A fire drill asked it, or took down whom it was to ask. */
  fireDrill: z.boolean(),
  /** The model that answered, or was asked last; null where nobody was asked. */
  model: z.nullable(z.string()),
  usage: z.nullable(usageSchema),
  costUsd: perhaps,
  costSource: z.enum(COST_SOURCES),
  /** A part of the cost rests on estimated tokens. */
  estimated: z.boolean(),
  totalMs: perhaps,
  fromCache: z.boolean(),
};

const trailRowSchema = z.object({ ...shown, task: z.enum(TASKS), fallbacks: count });
export type TrailRow = z.infer<typeof trailRowSchema>;

const trailPageSchema = z.object({
  /** Of the question it answers, and whether it goes on where an earlier page ended. */
  sequence: number,
  goesOn: z.boolean(),
  rows: z.array(trailRowSchema),
  /** Where the next page begins; null at the end of the trail. */
  next: perhaps,
  /** By what it can be narrowed; nothing new in a page that goes on. */
  models: z.array(z.string()),
  tasks: z.array(z.enum(TASKS)),
  /** For how many days requests are kept, and whether their texts are. */
  days: number,
  texts: z.boolean(),
});
export type TrailPage = z.infer<typeof trailPageSchema>;

const trailRecordSchema = z.object({
  ...shown,
  decision: decisionSchema,
  /** Which of our own texts were sent along; null where the asker brought another system prompt. */
  promptsVersion: z.nullable(z.string()),
  firstTokenMs: perhaps,
  fallbacks: z.array(fallbackSchema),
  attempts: z.array(
    z.object({
      model: z.string(),
      startedAt: number,
      /** `ok`, or what was wrong. */
      outcome: z.enum(['ok', ...FAULTS]),
      /** What it was asked for in a cascade. */
      part: z.optional(z.enum(ATTEMPT_PARTS)),
      usage: z.nullable(usageSchema),
      costUsd: perhaps,
      estimated: z.boolean(),
      firstTokenMs: perhaps,
      totalMs: number,
    }),
  ),
  /** What checks said of the answers, in order, and how good each was held to be, 0…1. */
  checks: z.array(z.object({ model: z.string(), name: z.string(), passed: z.boolean(), score: number })),
  /** The chat it belongs to; without a title where that is gone. */
  chat: z.nullable(z.object({ id: z.string(), title: z.nullable(z.string()) })),
  texts: z.nullable(
    z.object({ messages: z.array(z.object({ role: z.string(), text: z.string() })), answer: z.string() }),
  ),
});
export type TrailRecord = z.infer<typeof trailRecordSchema>;

/** The audit trail: reading it, and the ways out of it. */
export const TRAIL_TO_HOST = {
  /** Answered with `trail/page` of the same sequence; `before` is the `next` of the page before. */
  'trail/list': z.object({ sequence: number, filter: trailFilterSchema, before: perhaps, limit: count }),
  /** Answered with `trail/record`. */
  'trail/read': z.object({ id }),
  'trail/export': nothing,
  /** How much of it is kept. */
  'trail/settings': nothing,
} as const;

/** What the audit trail shows. */
export const TRAIL_TO_PANEL = {
  /** The trail is to be seen, of one model if that is named, or one request of it. */
  'trail/show': z.object({ model: z.optional(model), request: z.optional(id) }),
  'trail/page': trailPageSchema,
  /** Null where nothing is kept of that request. */
  'trail/record': z.object({ id: z.string(), record: z.nullable(trailRecordSchema) }),
  /** Something was asked. */
  'trail/changed': nothing,
} as const;
