import * as z from 'zod/mini';
import { TASKS } from '../../core/chat/task.ts';
import { nothing } from './limits.ts';

/** It names a file: nothing in it may lead elsewhere. */
const chatId = z.string().check(z.regex(/^[\w-]{1,64}$/));
const count = z.int().check(z.minimum(0));

export const PERIODS = ['all', 'today', 'week', 'month'] as const;

/** Which chats the list shows. */
const historyQuerySchema = z.object({
  text: z.string().check(z.maxLength(2000)),
  workspace: z.enum(['this', 'all']),
  period: z.enum(PERIODS),
  /** A model's full id. */
  model: z.nullable(z.string().check(z.maxLength(500))),
  task: z.nullable(z.enum(TASKS)),
  archived: z.boolean(),
});
export type HistoryFilter = z.infer<typeof historyQuerySchema>;

/** A piece of text, marked where it is what was searched for. */
const segmentsSchema = z.array(z.object({ text: z.string(), marked: z.boolean() }));
export type Segments = z.infer<typeof segmentsSchema>;

const historyRowSchema = z.object({
  id: z.string(),
  title: z.string(),
  titleParts: segmentsSchema,
  /** The place that was found; empty where the title alone fits, or nothing was searched. */
  snippet: segmentsSchema,
  /** What was asked last. */
  question: z.string(),
  updatedAt: z.number(),
  /** The model that answered last; null where none did. */
  model: z.nullable(z.string()),
  pinned: z.boolean(),
  archived: z.boolean(),
  /** Where it belongs, if that is another workspace than this one. */
  workspace: z.nullable(z.string()),
  /** This window shows it. */
  open: z.boolean(),
  /** An answer is coming in it. */
  busy: z.boolean(),
  /** Its question is going to be asked again by itself. */
  waits: z.boolean(),
  /** A newer Switchyard wrote it: it can only be listed. */
  newer: z.boolean(),
});
export type HistoryRow = z.infer<typeof historyRowSchema>;

const historyPageSchema = z.object({
  /** Of the question it answers. */
  sequence: z.number(),
  offset: count,
  total: count,
  rows: z.array(historyRowSchema),
  /** By what the list can be narrowed. */
  models: z.array(z.string()),
  tasks: z.array(z.enum(TASKS)),
  /** The name of this window's workspace; null without a folder. */
  workspace: z.nullable(z.string()),
  /** Files are still being read: more may come. */
  reading: z.boolean(),
});
export type HistoryPage = z.infer<typeof historyPageSchema>;

/** The list of chats: finding, naming, keeping and deleting them. */
export const HISTORY_TO_HOST = {
  /** Answered with `history/page` of the same sequence. */
  'history/list': z.object({ sequence: z.number(), filter: historyQuerySchema, offset: count, limit: count }),
  'history/open': z.object({ id: chatId }),
  'history/rename': z.object({ id: chatId, title: z.string().check(z.maxLength(500)) }),
  'history/pin': z.object({ id: chatId, pinned: z.boolean() }),
  'history/archive': z.object({ id: chatId, archived: z.boolean() }),
  'history/delete': z.object({ id: chatId }),
  /** Brings a deleted chat back. */
  'history/restore': z.object({ id: chatId }),
  'history/export': z.object({ id: chatId }),
  'history/import': nothing,
} as const;

/** What the list of chats shows. */
export const HISTORY_TO_PANEL = {
  /** The list is to be seen, until its reader leaves it. */
  'history/show': nothing,
  'history/page': historyPageSchema,
  /** What the list shows may have changed. */
  'history/changed': nothing,
} as const;
