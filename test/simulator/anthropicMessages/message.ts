import type { UsageParts } from '../../../src/core/chat/usage.ts';
import { fieldsOf, parseJson } from '../json.ts';
import type { Turn } from '../turn.ts';
import { dropsUnbound, redactedData, thinkingSignature, wrongThinking } from './thinkingSignature.ts';

export function messageId({ request }: Turn): string {
  return `msg_sim-${request.provider}-${request.serial}`;
}

/** A message in one piece. */
export function whole(turn: Turn): object {
  return {
    ...messageHead(turn),
    content: contentOf(turn),
    ...stopOf(turn),
    usage: { ...usageOf(turn, turn.outputTokens), service_tier: 'standard' },
  };
}

export function messageHead(turn: Turn): object {
  const dropped = droppedThinking(turn);
  return {
    ...{ model: turn.request.model, id: messageId(turn), type: 'message', role: 'assistant' },
    ...(dropped.length > 0 && { input_transformations: dropped }),
  };
}

/** The thoughts of the request that were left out of it, as it wished. */
function droppedThinking({ request, behaviour }: Turn): object[] {
  if (!behaviour.bindsThinking || !dropsUnbound(request.raw)) return [];
  return wrongThinking(request.raw).map(({ path }) => ({
    ...{ type: 'thinking_dropped', path, reason: 'prefix_binding_mismatch' },
  }));
}

function contentOf(turn: Turn): object[] {
  const text = turn.text.join('');
  return [
    ...(turn.reasoning.length > 0 ? [thinkingBlock(turn)] : []),
    ...(text === '' ? [] : [{ type: 'text', text }]),
    ...turn.calls.map(({ id, name, arguments: json }) => ({
      ...{ type: 'tool_use', id, name, input: fieldsOf(parseJson(json)) },
    })),
  ];
}

/** The thoughts of a turn under their signature, as they must come back. */
export function thinkingBlock(turn: Turn): object {
  const thoughts = turn.reasoning.join('');
  const { raw } = turn.request;
  if (turn.behaviour.redactsReasoning) return { type: 'redacted_thinking', data: redactedData(raw, thoughts) };
  const thinking = shownThoughts(turn);
  return { type: 'thinking', thinking, signature: thinkingSignature(raw, thinking) };
}

export function shownThoughts({ request, reasoning }: Turn): string {
  return request.reasoning === 'shown' ? reasoning.join('') : '';
}

/** How the message ended, in Anthropic's words. */
export function stopOf({ finish, stopSequence }: Turn): object {
  const reason = stopSequence === undefined ? (STOP_REASONS[finish] ?? finish) : 'stop_sequence';
  const refused = reason === 'refusal' ? { type: 'refusal', category: null, explanation: null } : null;
  return { stop_reason: reason, stop_sequence: stopSequence ?? null, stop_details: refused };
}

const STOP_REASONS: Record<string, string> = {
  stop: 'end_turn',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  content_filter: 'refusal',
};

/** Usage: the input apart from what the cache read and wrote, the thoughts within the output. */
export function usageOf(turn: Turn, outputTokens: number): object {
  const parts = turn.usage(outputTokens);
  return {
    ...inputUsage(parts),
    output_tokens: parts.outputText + parts.reasoning,
    ...(parts.reasoning > 0 && { output_tokens_details: { thinking_tokens: parts.reasoning } }),
  };
}

function inputUsage(parts: UsageParts): object {
  return {
    input_tokens: parts.uncachedInput,
    cache_creation_input_tokens: parts.cacheWrite5m + parts.cacheWrite1h,
    cache_read_input_tokens: parts.cacheRead,
    cache_creation: {
      ephemeral_5m_input_tokens: parts.cacheWrite5m,
      ephemeral_1h_input_tokens: parts.cacheWrite1h,
    },
  };
}

/** The usage with which a stream begins: all of the input, and a first token of output. */
export function firstUsage(turn: Turn): object {
  return { ...inputUsage(turn.usage(0)), output_tokens: 1, service_tier: 'standard' };
}
