import * as z from 'zod/mini';
import { LEVELS } from '../../core/privacy/level.ts';
import { REDACTIONS } from '../../core/privacy/privacyRules.ts';
import { answerSchema } from '../../protocol/answer.ts';
import { chipSchema, feedbackSchema } from '../../protocol/panelState.ts';

const contextSchema = z.object({
  command: z.optional(z.string()),
  languageId: z.optional(z.string()),
  selection: z.optional(z.string()),
  selectionPath: z.optional(z.string()),
  selections: z.optional(
    z.array(z.object({ text: z.string(), path: z.optional(z.string()), languageId: z.optional(z.string()) })),
  ),
  diagnostics: z.optional(z.array(z.string())),
  attention: z.optional(z.enum(['stopped', 'problem'])),
  files: z.optional(z.array(z.object({ path: z.string(), text: z.string(), languageId: z.optional(z.string()) }))),
  notes: z.optional(
    z.array(
      z.object({
        title: z.string(),
        text: z.string(),
        languageId: z.optional(z.string()),
        paths: z.optional(z.array(z.string())),
      }),
    ),
  ),
  images: z.optional(z.array(z.object({ mimeType: z.string(), base64: z.string() }))),
  paths: z.optional(z.array(z.string())),
  level: z.optional(z.enum(LEVELS)),
});

const lineSpan = z.object({ start: z.number(), end: z.number() });
/** A file that a review is about: its name as the model is given it, its address, and the lines that findings may be in. */
const reviewedSchema = z.object({ path: z.string(), uri: z.string(), lines: z.array(lineSpan) });
export type ReviewedFile = z.infer<typeof reviewedSchema>;

/** What its reader said of its privacy: it counts as much at least, or as that although more was found, or is sent with that replaced. */
export const privacySchema = z.object({
  atLeast: z.optional(z.enum(LEVELS)),
  level: z.optional(z.enum(LEVELS)),
  despite: z.optional(z.enum(LEVELS)),
  redact: z.optional(z.enum(REDACTIONS)),
});
export type ChosenPrivacy = z.infer<typeof privacySchema>;

/** A question with what was sent along, as it was asked or waits to be. */
const asked = {
  id: z.string(),
  text: z.string(),
  /** The gesture that asked: `ask`, `explain`, … */
  command: z.string(),
  chips: z.array(chipSchema),
  context: contextSchema,
  /** The findings of its answers stand at lines of these files. */
  reviewed: z.optional(z.array(reviewedSchema)),
  privacy: z.optional(privacySchema),
};
export const queuedSchema = z.object({
  ...asked,
  /** What each of its chips stands for, in their order; the context has the rest, and all of it where this is missing. */
  pieces: z.optional(z.array(contextSchema)),
});
/** A message that waits for the answer before it. */
export type QueuedMessage = z.infer<typeof queuedSchema>;

const inTree = {
  /** The turn this one follows; null at the beginning of the chat. */
  parent: z.nullable(z.string()),
  /** When it was written. */
  at: z.number(),
};

export const userTurnSchema = z.object({ role: z.literal('user'), ...asked, ...inTree });
export type UserTurn = z.infer<typeof userTurnSchema>;

export const answerTurnSchema = z.object({
  role: z.literal('assistant'),
  id: z.string(),
  answer: answerSchema,
  /** The answer in its vendor's own form, which only the host has. */
  verbatim: z.optional(z.object({ model: z.string(), content: z.unknown() })),
  feedback: z.optional(feedbackSchema),
  /** The answer it was asked for again in place of. */
  replaces: z.optional(z.string()),
  /** It is shown side by side with the answer it replaces until one of them is chosen. */
  beside: z.optional(z.boolean()),
  ...inTree,
});
export type AnswerTurn = z.infer<typeof answerTurnSchema>;

export const turnSchema = z.discriminatedUnion('role', [userTurnSchema, answerTurnSchema]);
export type Turn = z.infer<typeof turnSchema>;

/** Whether the answer has words that a later question may build on. */
export function isWorded({ answer }: AnswerTurn): boolean {
  return answer.text !== '';
}
