import type { SimulatedRequest } from './behaviour.ts';

/** Reads a chat completions body as far as the simulator needs it; undefined where the body is not one. */
export function readChatRequest(
  raw: unknown,
): Pick<SimulatedRequest, 'model' | 'messages' | 'stream' | 'includeUsage' | 'raw'> | undefined {
  if (!isObject(raw) || typeof raw.model !== 'string' || !Array.isArray(raw.messages)) return undefined;
  return {
    raw,
    model: raw.model,
    messages: raw.messages.filter(isObject).map((message) => ({
      role: String(message.role),
      content: textOf(message.content),
    })),
    stream: raw.stream === true,
    includeUsage: isObject(raw.stream_options) && raw.stream_options.include_usage === true,
  };
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .filter(isObject)
    .map((part) => (typeof part.text === 'string' ? part.text : ''))
    .join('\n');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
