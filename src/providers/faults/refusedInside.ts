import type { Fields } from './faultLayers.ts';

/** platform.claude.com/docs/en/build-with-claude/extended-thinking: what was changed or comes from elsewhere. */
const BAD_THINKING =
  /invalid `?signature|thinking`? blocks?\b[^.]{0,80}cannot be modified|messages\.\d+\.content\.\d+\.(?:\w+\.)*(?:thinking|redacted_thinking|signature)\b/i;

/** The same of Google's (github.com/RooCodeInc/Roo-Code/pull/10640) and OpenAI's (github.com/openai/codex/issues/8119). */
const BAD_ELSEWHERE =
  /(?:invalid|corrupted) thought[ _]signature|thought[ _]signature is not valid|encrypted content\b[^\n]{0,200} could not be verified/i;

/** What may be refused within the conversation, whose dialect then leaves it out wherever it stands. */
const PARTS: readonly { name: string; isSent: RegExp; isRefused: RegExp }[] = [
  {
    // Servers that speak Anthropic's dialect without its cache.
    name: 'cache_control',
    isSent: /"cache_control":/,
    isRefused: /\bcache_control\b/,
  },
  { name: 'messages.thinking', isSent: /"type":"(?:redacted_)?thinking"/, isRefused: BAD_THINKING },
  {
    // OpenRouter's, of whichever vendor the model is.
    name: 'messages.reasoning_details',
    isSent: /"reasoning_details":/,
    isRefused: new RegExp(`${BAD_THINKING.source}|${BAD_ELSEWHERE.source}`, 'i'),
  },
];

/** The name by which the dialects leave out a part of the conversation that was sent and is refused. */
export function refusedInside(words: string, { system, tools, messages }: Fields): string | undefined {
  const refused = PARTS.filter(({ isRefused }) => isRefused.test(words));
  const sent = refused.length === 0 ? '' : JSON.stringify({ system, tools, messages });
  return refused.find(({ isSent }) => isSent.test(sent))?.name;
}
