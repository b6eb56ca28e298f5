import { estimatePrompt } from '../../core/accounting/estimateTokens.ts';
import { measurePrompt } from '../../core/accounting/promptMeasure.ts';
import { noFeatures } from '../../core/accounting/textFeatures.ts';
import { tokenFamilyOf } from '../../core/accounting/tokenFamilies.ts';
import { messageTexts } from '../../core/chat/messageTexts.ts';
import type { TokenCounter } from '../../core/ports/tokenCounter.ts';
import { countTexts } from './countTexts.ts';

/** Nothing in a text is an instruction: `<|endoftext|>` written by a user is counted like any other. */
const ORDINARY = { disallowedSpecial: new Set<string>() };
/** The cut words it remembers; the package keeps a hundred thousand of them otherwise. */
const KEPT_WORDS = 10_000;

/**
 * Counts for the models that use OpenAI's `o200k_base`: GPT-4o and all later ones. The texts are counted exactly; the
 * messages' frames, pictures and tool definitions follow the same rules as in the estimate.
 */
export const openaiTokenCounter: TokenCounter = {
  async count(modelName, messages, parameters, signal) {
    const family = tokenFamilyOf(modelName);
    if (family.encoding === undefined) return undefined;
    const { countTokens, setMergeCacheSize } = await import('gpt-tokenizer/encoding/o200k_base');
    signal.throwIfAborted();
    setMergeCacheSize(KEPT_WORDS);
    const count = (text: string): number => countTokens(text, ORDINARY);
    const written = await countTexts(messageTexts(messages), family, count, signal);
    const others = { ...measurePrompt(messages, parameters), text: noFeatures() };
    return written + estimatePrompt(others, modelName);
  },
};
