import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { CANONICAL_ANSWER, WORDS } from './canonical.ts';
import { CUT_AFTER, MALFORMED_AT, STALL_AFTER, type Timings } from './timings.ts';
import type { AnswerMode } from './wallFaults.ts';

/** What an answer depends on of the request. */
export interface Prompt {
  readonly model: string;
  /** The start of an answer that is to be gone on with. */
  readonly prefill: string | undefined;
  readonly tokens: number;
  /** Usage was asked for in a stream. */
  readonly usage: boolean;
}

interface Manner {
  readonly mode: AnswerMode;
  readonly stream: boolean;
  readonly timings: Timings;
}

/** Sends the canonical answer, or what the prefill leaves of it, in the manner of a fault. */
export async function sendAnswer(response: ServerResponse, prompt: Prompt, manner: Manner): Promise<void> {
  const { text, words } = rest(prompt.prefill);
  if (manner.stream) await stream(response, prompt, words, text.startsWith(' '), manner);
  else await plain(response, prompt, text, words.length, manner);
}

function rest(prefill = ''): { text: string; words: readonly string[] } {
  const partial = prefill.trim();
  if (partial === '' || !CANONICAL_ANSWER.startsWith(partial)) return { text: CANONICAL_ANSWER, words: WORDS };
  const words = CANONICAL_ANSWER.slice(partial.length).trim().split(/\s+/);
  return { text: ` ${words.join(' ')}`, words };
}

function usageOf({ tokens }: Prompt, written: number) {
  return { prompt_tokens: tokens, completion_tokens: written, total_tokens: tokens + written };
}

async function plain(
  response: ServerResponse,
  prompt: Prompt,
  content: string,
  written: number,
  { mode, timings }: Manner,
): Promise<void> {
  if (mode === 'slow') await delay(timings.slowFirstTokenMs);
  const choice = { index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' };
  const whole = Buffer.from(
    JSON.stringify({
      id: 'chatcmpl-wall',
      object: 'chat.completion',
      created: 0,
      model: prompt.model,
      choices: [choice],
      usage: usageOf(prompt, written),
    }),
  );
  const body = mode === 'malformed' ? whole.subarray(0, whole.length / 2) : whole;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  if (mode === 'cut' || mode === 'stall') {
    response.write(body.subarray(0, mode === 'cut' ? body.length * 0.6 : 0));
    if (mode === 'stall') await delay(timings.stallMs);
    hangUp(response);
  } else response.end(body);
}

async function stream(
  response: ServerResponse,
  prompt: Prompt,
  words: readonly string[],
  continued: boolean,
  { mode, timings }: Manner,
): Promise<void> {
  const base = { id: 'chatcmpl-wall', object: 'chat.completion.chunk', created: 0, model: prompt.model };
  const send = (chunk: object) => response.write(`data: ${JSON.stringify({ ...base, ...chunk })}\n\n`);
  const say = (delta: object, finish_reason: string | null = null) =>
    send({ choices: [{ index: 0, delta, finish_reason }] });
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  response.flushHeaders();
  if (mode === 'slow') await delay(timings.slowFirstTokenMs);
  say({ role: 'assistant', content: '' });
  for (const [at, word] of words.entries()) {
    if (mode === 'cut' && at === CUT_AFTER) return hangUp(response);
    if (mode === 'stall' && at === STALL_AFTER) {
      await delay(timings.stallMs);
      return hangUp(response);
    }
    if (mode === 'malformed' && at === MALFORMED_AT) {
      response.write('data: {"id": "chatcmpl-wall", "choices": [{"delta": {"content": \n\n');
    }
    say({ content: at > 0 || continued ? ` ${word}` : word });
    await delay(timings.tokenMs);
    if (response.destroyed) return;
  }
  say({}, 'stop');
  if (prompt.usage) send({ choices: [], usage: usageOf(prompt, words.length) });
  response.end(mode === 'noDone' ? '' : 'data: [DONE]\n\n');
}

/** Closes the connection in order, but in the middle of the body: no last chunk ever comes. */
function hangUp(response: ServerResponse): void {
  response.socket?.end();
}
