import type { FinishReason } from '../chat/chatEvent.ts';

/** An answer that was given once, whole and without tools. */
export interface KeptAnswer {
  readonly text: string;
  /** The full id of the model that wrote it. */
  readonly model: string;
  readonly finishReason: Extract<FinishReason, 'stop'>;
  /** When it was given, in milliseconds since 1970. */
  readonly at: number;
}

/** Earlier answers of this workspace, by their questions. Never throws: what cannot be kept or found is asked again. */
export interface AnswerCache {
  /** The newest answer to this question that is not older than `maxAgeMs`. */
  find(question: string, maxAgeMs: number): Promise<KeptAnswer | undefined>;
  /** Keeps an answer in place of any other to this question; the oldest go when all take more than `maxBytes`. */
  keep(question: string, answer: KeptAnswer, maxBytes: number): void;
}

/** Remembers nothing. */
export const NO_ANSWERS: AnswerCache = { find: async () => undefined, keep() {} };
