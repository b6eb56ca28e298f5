import { OpenAI } from 'openai';
import { composeMessages } from '../src/core/prompt/composeMessages.ts';
import type { BenchCore } from './benchCore.ts';

/** What one request took, in milliseconds from before it was made. */
export interface Timing {
  readonly firstTokenMs: number;
  readonly totalMs: number;
}

/** What both ask: words and code, as people write them. */
const PROMPT = `Explain what this function does and where it can fail:

\`\`\`ts
export function pageOf<T>(items: readonly T[], page: number, size: number): T[] {
  const first = (page - 1) * size;
  return items.slice(first, first + size);
}
\`\`\``;

/** A question through the whole core; throws unless it is answered by this attempt. */
export async function askCore(core: BenchCore, attempts = 1): Promise<Timing> {
  const start = performance.now();
  let first: number | undefined;
  let answered = false;
  for await (const event of core.ask(PROMPT)) {
    if (event.type === 'text') first ??= performance.now();
    if (event.type === 'done') answered = event.attempts === attempts;
  }
  if (!answered) throw new Error(`the core did not answer at attempt ${attempts}`);
  return timing(start, first);
}

/** A bare client as a careful user has it: one for all requests, streaming, no retries, with usage. */
export function bareClient(baseURL: string, apiKey = 'bench'): OpenAI {
  return new OpenAI({ baseURL, apiKey, maxRetries: 0 });
}

/** The very messages that the core sends, so that both move the same bytes. */
const MESSAGES = composeMessages(
  { id: '', source: 'bench', prompt: PROMPT, context: {}, history: [], retractable: true },
  'explain',
).map((message) => ({
  role: message.role as 'system' | 'user',
  content: message.parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
}));

/** The same question through the bare client. */
export async function askBare(client: OpenAI, model = 'm'): Promise<Timing> {
  const start = performance.now();
  let first: number | undefined;
  const stream = await client.chat.completions.create({
    model,
    messages: MESSAGES,
    stream: true,
    stream_options: { include_usage: true },
  });
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) first ??= performance.now();
  return timing(start, first);
}

function timing(start: number, first: number | undefined): Timing {
  const end = performance.now();
  if (first === undefined) throw new Error('there was no first token');
  return { firstTokenMs: first - start, totalMs: end - start };
}
