import type { DoneEvent, FinishReason } from '../core/chat/chatEvent.ts';

/** Why an answer ended, in OpenAI's words. */
export function finishReasonOf(reason: FinishReason): string {
  switch (reason) {
    case 'stop':
    case 'length':
      return reason;
    case 'toolCalls':
      return 'tool_calls';
    case 'contentFilter':
      return 'content_filter';
  }
}

/** An answer's tokens, as OpenAI counts them. */
export function usageOf({ usage }: DoneEvent) {
  const { inputTokens, cachedInputTokens, outputTokens, reasoningTokens } = usage;
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    prompt_tokens_details: { cached_tokens: cachedInputTokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

/** What Switchyard says of an answer beyond what OpenAI does: the field `switchyard` of its last chunk or whole body. */
export function extraOf(done: DoneEvent) {
  const { model, provider, attempts, costUsd, costSource, estimated, latency, fromCache, answeredAt } = done;
  const earlier = fromCache ? { fromCache, answeredAt } : {};
  return { model, provider, attempts, costUsd, costSource, estimated, latency, ...earlier };
}

/** Who answers, as headers: `x-switchyard-attempts` counts every call of a model so far. */
export function answeredBy(model: string, attempts: number): Record<string, string> {
  return { 'x-switchyard-model': headerText(model), 'x-switchyard-attempts': String(attempts) };
}

/** What an answer cost as a header; none where nobody knows. */
export function costHeader(costUsd: number | null): Record<string, string> {
  // No exponents: a millionth of a cent is written out.
  return costUsd === null ? {} : { 'x-switchyard-cost-usd': costUsd.toFixed(9).replace(/\.?0+$/, '') };
}

/** A header holds visible ASCII only. */
function headerText(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character));
}
