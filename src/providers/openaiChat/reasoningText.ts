import type { WireMessage } from './wire.ts';

/**
 * The reasoning of a message or delta. Gateways say the same words in several fields at once, so the first that has any
 * counts: DeepSeek's and vLLM's `reasoning_content`, OpenRouter's `reasoning`, its typed `reasoning_details`.
 */
export function reasoningText({ reasoning_content, reasoning, reasoning_details }: WireMessage): string {
  return reasoning_content || reasoning || (reasoning_details ?? []).map(detailText).join('');
}

function detailText(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return '';
  const { text, summary } = detail as { text?: unknown; summary?: unknown };
  if (typeof text === 'string') return text;
  return typeof summary === 'string' ? summary : '';
}
