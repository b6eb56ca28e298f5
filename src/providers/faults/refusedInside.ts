import type { Fields } from './faultLayers.ts';

/** What may be refused within the conversation, whose dialect then leaves it out wherever it stands. */
const PARTS: readonly { name: string; isSent: RegExp; isRefused: RegExp }[] = [
  {
    // Servers that speak Anthropic's dialect without its cache.
    name: 'cache_control',
    isSent: /"cache_control":/,
    isRefused: /\bcache_control\b/,
  },
  {
    // platform.claude.com/docs/en/build-with-claude/extended-thinking: what was changed or comes from elsewhere.
    name: 'messages.thinking',
    isSent: /"type":"(?:redacted_)?thinking"/,
    isRefused:
      /invalid `?signature|thinking`? blocks?\b[^.]{0,80}cannot be modified|messages\.\d+\.content\.\d+\.(?:\w+\.)*(?:thinking|redacted_thinking|signature)\b/i,
  },
];

/** The name by which the Messages dialect leaves out a part of the conversation that was sent and is refused. */
export function refusedInside(words: string, { system, tools, messages }: Fields): string | undefined {
  const part = PARTS.find(({ isRefused }) => isRefused.test(words));
  return part?.isSent.test(JSON.stringify({ system, tools, messages })) ? part.name : undefined;
}
