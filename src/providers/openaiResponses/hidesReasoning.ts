import { isReasoningModel } from '../../core/models/reasoning.ts';

const BY_NAME = /(?:^|[/:_-])(?:o\d(?:-|$)|gpt-\d|codex|grok)/i;

/**
 * Whether a model, by its name, keeps its reasoning to itself: it gives a summary and an encrypted copy where asked to
 * (OpenAI's and xAI's reasoning models). Others refuse to be asked: "Encrypted content is not supported with this
 * model" (github.com/pydantic/pydantic-ai/issues/3326).
 */
export function hidesReasoning(modelName: string): boolean {
  return BY_NAME.test(modelName) && isReasoningModel(modelName);
}
