import * as z from 'zod/mini';
import { answerSchema } from './answer.ts';

/** A piece of context that will be sent with the next message. */
export const chipSchema = z.object({
  id: z.string(),
  kind: z.enum(['selection', 'file']),
  /** `pager.ts:12-20` */
  label: z.string(),
  /** The whole path and what will be sent, for the tooltip. */
  detail: z.string(),
});
export type Chip = z.infer<typeof chipSchema>;

const messageSchema = z.discriminatedUnion('role', [
  z.object({ role: z.literal('user'), id: z.string(), text: z.string(), chips: z.array(chipSchema) }),
  z.object({ role: z.literal('assistant'), id: z.string(), answer: answerSchema }),
]);
export type PanelMessage = z.infer<typeof messageSchema>;

const modelChoiceSchema = z.object({
  /** The full id. */
  id: z.string(),
  /** `deepseek-chat` */
  name: z.string(),
  provider: z.string(),
  /** `$0.27 in · $1.10 out per million`, or what is unknown. */
  detail: z.string(),
});
export type ModelChoice = z.infer<typeof modelChoiceSchema>;

export const composerSchema = z.object({
  models: z.array(modelChoiceSchema),
  /** The pinned model's full id; null is Auto. */
  model: z.nullable(z.string()),
  chips: z.array(chipSchema),
  /** True while an answer is coming. */
  busy: z.boolean(),
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

/** The whole panel. The host owns it; a view that was hidden gets it anew when it is shown. */
export const panelStateSchema = z.object({
  conversationId: z.string(),
  messages: z.array(messageSchema),
  composer: composerSchema,
  setup: z.object({
    /** True once a model can be asked. */
    ready: z.boolean(),
    providers: z.array(providerChoiceSchema),
  }),
});
export type PanelState = z.infer<typeof panelStateSchema>;
