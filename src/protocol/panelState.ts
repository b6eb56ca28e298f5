import * as z from 'zod/mini';
import { LEVELS } from '../core/privacy/level.ts';
import { answerSchema } from './answer.ts';

export const CHIP_KINDS = [
  'selection',
  'file',
  'folder',
  'editors',
  'problems',
  'changes',
  'terminal',
  'symbol',
  'image',
  'link',
] as const;

/** A piece of context that will be sent with the next message. */
export const chipSchema = z.object({
  id: z.string(),
  kind: z.enum(CHIP_KINDS),
  /** `pager.ts:12-20` */
  label: z.string(),
  /** The whole path and what will be sent, for the tooltip. */
  detail: z.string(),
  /** How much it takes of the window, estimated; absent while it is counted. */
  tokens: z.optional(z.number()),
  /** Why it cannot be sent, in a sentence; it is left out. */
  problem: z.optional(z.string()),
  /** A small picture of a picture, as a `data:` address. */
  thumbnail: z.optional(z.string()),
});
export type Chip = z.infer<typeof chipSchema>;

/** What the reader thought of an answer. */
export const feedbackSchema = z.object({
  vote: z.enum(['up', 'down']),
  reason: z.optional(z.string().check(z.maxLength(2000))),
});
export type AnswerFeedback = z.infer<typeof feedbackSchema>;

/** The ids of every version of a message, itself among them, oldest first; absent where it is the only one. */
const siblings = z.optional(z.array(z.string()));

/** A summary that stands for a message and all before it, as long as it is active; a divider after the message says so. */
const summarySchema = z.object({
  id: z.string(),
  text: z.string(),
  /** The full id of the model that wrote it. */
  model: z.string(),
  costUsd: z.nullable(z.number()),
  active: z.boolean(),
});
export type EarlierSummary = z.infer<typeof summarySchema>;

export const messageSchema = z.discriminatedUnion('role', [
  z.object({ role: z.literal('user'), id: z.string(), text: z.string(), chips: z.array(chipSchema), siblings }),
  z.object({
    role: z.literal('assistant'),
    id: z.string(),
    answer: answerSchema,
    siblings,
    feedback: z.optional(feedbackSchema),
    summary: z.optional(summarySchema),
    /** It is compared with its neighbour: both are drawn side by side until one is chosen. */
    beside: z.optional(z.boolean()),
  }),
]);
export type PanelMessage = z.infer<typeof messageSchema>;

const modelChoiceSchema = z.object({
  /** The full id. */
  id: z.string(),
  /** `deepseek-chat` */
  name: z.string(),
  provider: z.string(),
  /** `$0.27 in · $1.10 out per million tokens`, or what is unknown. */
  detail: z.string(),
});
export type ModelChoice = z.infer<typeof modelChoiceSchema>;

/** How the next message would fit the model that would be asked. */
const fitSchema = z.object({
  /** The full id of that model. */
  model: z.string(),
  /** Question, chips and earlier turns, estimated. */
  tokens: z.number(),
  /** The model's context window; null where it is unknown. */
  window: z.nullable(z.number()),
  /** What sending would cost; null where no price is known. */
  estimatedUsd: z.nullable(z.number()),
  /** Why it would not fit, in a sentence; null where it fits. */
  problem: z.nullable(z.string()),
  /** What can be done about it, the best first. */
  waysOut: z.array(z.object({ id: z.string(), label: z.string(), detail: z.string() })),
});
export type Fit = z.infer<typeof fitSchema>;

/** How much the message being written has to lose, as sending it would judge it. */
const draftPrivacySchema = z.object({
  level: z.enum(LEVELS),
  /** `Confidential · AWS key`, or the level alone. */
  label: z.string(),
  /** What was found, and who may have it, one line each. */
  detail: z.string(),
  /** `quiet`: there is nothing to say; `warning`: nobody may have it, or less than what was found was set by hand. */
  tone: z.enum(['quiet', 'plain', 'warning']),
});
export type DraftPrivacy = z.infer<typeof draftPrivacySchema>;

export const composerSchema = z.object({
  models: z.array(modelChoiceSchema),
  /** The pinned model's full id; null is Auto. */
  model: z.nullable(z.string()),
  /** Whether Auto's answers are checked before they are shown. */
  checked: z.boolean(),
  chips: z.array(chipSchema),
  /** Whether a file is open that could be sent along. */
  hasEditor: z.boolean(),
  fit: z.nullable(fitSchema),
  /** Null until it was judged. */
  privacy: z.nullable(draftPrivacySchema),
  /** True while an answer is coming. */
  busy: z.boolean(),
  /** True while what was sent along with a message takes a while to be read. */
  reading: z.boolean(),
});
export type ComposerState = z.infer<typeof composerSchema>;

const providerChoiceSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `needsKey`: the host asks for one; false for local servers. */
  needsKey: z.boolean(),
  /** Where a key is made, for the hint below the picker. */
  keysUrl: z.optional(z.string()),
});
export type ProviderChoice = z.infer<typeof providerChoiceSchema>;

/** A server that runs on this machine and is not set up yet. */
const foundServerSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** How many models it has. */
  models: z.number(),
});
export type FoundServer = z.infer<typeof foundServerSchema>;

export const setupSchema = z.object({
  /** True once a model can be asked. */
  ready: z.boolean(),
  providers: z.array(providerChoiceSchema),
  servers: z.optional(z.array(foundServerSchema)),
});

/** The whole panel. The host owns it; a view that was hidden gets it anew when it is shown. */
export const panelStateSchema = z.object({
  conversationId: z.string(),
  /** All of them, or the newest where `order` names more: the others follow in `chat/messages`. */
  messages: z.array(messageSchema),
  order: z.optional(z.array(z.string())),
  composer: composerSchema,
  setup: setupSchema,
});
export type PanelState = z.infer<typeof panelStateSchema>;
