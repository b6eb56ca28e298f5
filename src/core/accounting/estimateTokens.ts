import type { ChatMessage } from '../chat/message.ts';
import type { Model } from '../models/model.ts';
import type { LearntFacts } from '../ports/modelMemory.ts';
import { imageTokens } from './imageTokens.ts';
import { measurePrompt, type PromptMeasure } from './promptMeasure.ts';
import { addFeatures, FEATURES, noFeatures, type TextFeatures } from './textFeatures.ts';
import { type TokenFamily, tokenFamilyOf } from './tokenFamilies.ts';

/** "every message follows <|start|>{role}\n{content}<|end|>\n" and the answer is begun (cookbook.openai.com); others alike. */
const PER_FRAME = 4;
const PER_REQUEST = 3;

/** About how many tokens a text is: good to 4 to 7 % for a page of a known family's (see `npm run bench tokenCount`). */
export function estimateTokens(text: string, family: TokenFamily = tokenFamilyOf('')): number {
  const found = noFeatures();
  addFeatures(found, text);
  return Math.ceil(weigh(found, family));
}

/** The same for whole messages, for a model by the name its provider is asked for; pictures included. */
export function estimateMessageTokens(messages: readonly ChatMessage[], modelName = ''): number {
  return estimatePrompt(measurePrompt(messages), modelName);
}

/** The input tokens of a measured request before what the model's own reports have taught: what they are compared with. */
export function estimatePrompt({ text, tools, frames, images }: PromptMeasure, modelName: string): number {
  const family = tokenFamilyOf(modelName);
  let tokens = PER_REQUEST + frames * PER_FRAME + weighed(text, family);
  if (tools !== undefined) tokens += (family.toolPrompt ?? 0) + weigh(tools, family) * (family.toolShare ?? 1);
  for (const size of images) tokens += imageTokens(modelName, size);
  return Math.ceil(tokens);
}

/** The input tokens that a measured request will be for this model, as far as is known by now. */
export function estimateFor({ name }: Pick<Model, 'name'>, prompt: PromptMeasure, facts: LearntFacts): number {
  return Math.ceil(estimatePrompt(prompt, name) * (facts.tokensPerEstimate ?? 1));
}

/** A decision weighs one request for every model, of a few families. */
const weights = new WeakMap<TextFeatures, Map<TokenFamily, number>>();

function weighed(text: TextFeatures, family: TokenFamily): number {
  const known = weights.get(text) ?? new Map<TokenFamily, number>();
  weights.set(text, known);
  const tokens = known.get(family) ?? weigh(text, family);
  known.set(family, tokens);
  return tokens;
}

/** The tokens that a text of these features is about, unrounded. */
export function weigh(found: TextFeatures, { weights }: TokenFamily): number {
  let tokens = 0;
  FEATURES.forEach((feature, at) => {
    tokens += (found[at] ?? 0) * weights[feature];
  });
  return tokens;
}
