import type { Answer } from '../../src/protocol/answer.ts';
import type { WireChatEvent } from '../../src/protocol/chatEventSchema.ts';
import type { ComposerState, PanelMessage, PanelState } from '../../src/protocol/panelState.ts';

type Event<T extends WireChatEvent['type']> = Extract<WireChatEvent, { type: T }>;

export const COMPOSER: ComposerState = {
  checked: false,
  models: [
    {
      id: 'deepseek/deepseek-chat',
      name: 'deepseek-chat',
      provider: 'DeepSeek',
      detail: '$0.27 in · $1.10 out per million tokens',
    },
    {
      id: 'deepseek/deepseek-reasoner',
      name: 'deepseek-reasoner',
      provider: 'DeepSeek',
      detail: '$0.55 in · $2.19 out per million tokens',
    },
    {
      id: 'openai/gpt-5-mini',
      name: 'gpt-5-mini',
      provider: 'OpenAI',
      detail: '$0.25 in · $2.00 out per million tokens',
    },
    { id: 'ollama/qwen3:8b', name: 'qwen3:8b', provider: 'Ollama', detail: 'price unknown' },
  ],
  model: null,
  chips: [{ id: 'editor', kind: 'selection', label: 'pager.ts:12-20', detail: 'src/pager.ts, lines 12 to 20' }],
  hasEditor: true,
  fit: null,
  privacy: null,
  busy: false,
  reading: false,
};

export const PROVIDERS: PanelState['setup']['providers'] = [
  { id: 'deepseek', name: 'DeepSeek', needsKey: true, keysUrl: 'https://platform.deepseek.com/api_keys' },
  { id: 'openai', name: 'OpenAI', needsKey: true, keysUrl: 'https://platform.openai.com/api-keys' },
  { id: 'openrouter', name: 'OpenRouter', needsKey: true },
  { id: 'ollama', name: 'Ollama', needsKey: false },
  { id: 'lmstudio', name: 'LM Studio', needsKey: false },
];

export const DECISION: Event<'decision'> = {
  type: 'decision',
  task: 'fix',
  difficulty: 'moderate',
  language: 'en',
  strategy: 'single',
  targets: [
    {
      model: 'deepseek/deepseek-chat',
      estimatedUsd: 0.000412,
      reasons: ['first in your chain for fix', 'cheapest that fits'],
    },
    { model: 'openai/gpt-5-mini', estimatedUsd: 0.00121, reasons: ['same tier at another provider'] },
    { model: 'ollama/qwen3:8b', estimatedUsd: null, reasons: ['fastest last resort'] },
  ],
  rejected: [{ model: 'groq/llama-3.3-70b', reason: 'no key is stored for Groq' }],
  reasons: ['the Fix command was run', '1 diagnostic at the selection'],
};

export const ATTEMPT: Event<'attempt'> = {
  type: 'attempt',
  attempt: 1,
  model: 'deepseek/deepseek-chat',
  provider: 'deepseek',
};
export const SECOND_ATTEMPT: Event<'attempt'> = {
  type: 'attempt',
  attempt: 2,
  model: 'openai/gpt-5-mini',
  provider: 'openai',
};

export const FALLBACK: Event<'fallback'> = {
  type: 'fallback',
  from: 'deepseek/deepseek-chat',
  to: 'openai/gpt-5-mini',
  error: { kind: 'rateLimit', status: 429, message: 'Rate limit reached for requests per minute.' },
  afterCharacters: 0,
};

export const DONE: Event<'done'> = {
  type: 'done',
  model: 'deepseek/deepseek-chat',
  provider: 'deepseek',
  finishReason: 'stop',
  usage: { inputTokens: 1204, cachedInputTokens: 1024, cacheWriteTokens: 0, outputTokens: 345, reasoningTokens: 20 },
  costUsd: 0.000428,
  costSource: 'priced',
  estimated: false,
  latency: { firstTokenMs: 340, totalMs: 2120 },
  attempts: 1,
  fromCache: false,
};

const LONG_MARKDOWN = `The loop reads one page too many: \`hasNext\` is checked **after** the request, so the last page is fetched twice when the total is a multiple of the page size.

## What goes wrong

1. \`fetchPage\` is called before the bound is known.
2. The cursor is moved even when the page came back empty:
   - the next call repeats the last cursor,
   - and the server answers with the same rows.

| Rows | Page size | Requests before | Requests after |
|------|:---------:|----------------:|---------------:|
| 100  | 25        | 5               | 4              |
| 101  | 25        | 5               | 5              |
| 0    | 25        | 1               | 1              |

\`\`\`ts
/** Every row of the collection, one page at a time. */
export async function* readAll<T>(source: Source<T>, signal: AbortSignal): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await source.fetchPage({ cursor, limit: 25, signal, retries: 0, includeDeleted: false });
    yield* page.rows;
    cursor = page.rows.length === 0 ? undefined : page.next; // an empty page is the end
  } while (cursor !== undefined);
}
\`\`\`

> An empty page now ends the loop, whatever the server says about \`next\`.

Run the tests with:

\`\`\`bash
npm test -- pager
\`\`\`

See the [pagination notes](https://example.com/pagination) for the server’s side.`;

export function answer(parts: Partial<Answer> = {}): Answer {
  return { status: 'routing', text: '', reasoning: '', attempts: [], fallbacks: [], ...parts };
}

export const FINISHED = answer({
  status: 'done',
  text: LONG_MARKDOWN,
  reasoning: 'The user asks about a pager. The bound is wrong.',
  decision: DECISION,
  attempts: [ATTEMPT],
  done: DONE,
});

export function question(id: string, text = 'Why is the last page fetched twice?'): PanelMessage {
  return { role: 'user', id, text, chips: COMPOSER.chips };
}

export function reply(id: string, content: Answer): PanelMessage {
  return { role: 'assistant', id, answer: content };
}

export function panelState(messages: PanelMessage[], parts: Partial<PanelState> = {}): PanelState {
  return { conversationId: 'c1', messages, composer: COMPOSER, setup: { ready: true, providers: PROVIDERS }, ...parts };
}
