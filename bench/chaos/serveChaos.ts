import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { answerOf, billOf, numberIn, usageOf } from './answerOf.ts';
import type { Orders } from './simulators.ts';
import { chance, type Fault, faultOf, PROVIDERS, type ProviderId } from './weather.ts';

/** What the providers of one run have been told, have seen and have billed. */
export interface Books {
  readonly orders: Orders;
  readonly attempts: Record<ProviderId, number>;
  /** How often each request came, by provider and number. */
  readonly came: Map<string, number>;
  billedNano: number;
}

/** Hundredfold faster than the field: ten milliseconds to the first token, some tokens every few of them. */
const FIRST_MS = 10;
const PACKET_MS = 3;
const TOKENS_A_PACKET = 8;
/** Longer than anybody waits. */
const STALL_MS = 30_000;

/** Answers one request as the weather over its provider has it. */
export async function serveChaos(
  provider: ProviderId,
  books: Books,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const body = Buffer.concat(pieces).toString();
  const { seed, total } = books.orders;
  const number = numberIn(body);
  books.attempts[provider] += 1;
  const ordinal = (books.came.get(`${provider} ${number}`) ?? 0) + 1;
  books.came.set(`${provider} ${number}`, ordinal);
  const fault = faultOf(seed, number, total, provider, ordinal);
  const luck = (purpose: number) => chance(seed, number, PROVIDERS.indexOf(provider), purpose);
  await delay(FIRST_MS * (0.5 + luck(1)));
  if (fault === 'error' || fault === 'limit') return refuse(response, fault, luck);
  if (fault === 'reset') return void response.socket?.resetAndDestroy();
  if (fault === 'stall' && luck(2) < 0.5) return silence(response);
  const tokens = restOf(answerOf(seed, number), body, luck(3));
  await stream({ books, response, number, tokens, fault, stopAt: Math.floor(tokens.length * luck(4)) });
}

function refuse(response: ServerResponse, fault: 'error' | 'limit', luck: (purpose: number) => number): void {
  const status = fault === 'limit' ? 429 : ([500, 502, 503, 529][Math.floor(luck(5) * 4)] ?? 500);
  const page = status === 502;
  response.writeHead(status, {
    'content-type': page ? 'text/html' : 'application/json',
    ...(fault === 'limit' && luck(6) < 0.5 ? { 'retry-after': '7' } : {}),
  });
  response.end(page ? '<html><title>Bad gateway</title></html>' : JSON.stringify({ error: { message: 'not now' } }));
}

/** Nothing more, and then the end; a client that goes away is not waited for. */
async function silence(response: ServerResponse): Promise<void> {
  const timer = setTimeout(() => response.destroy(), STALL_MS);
  response.once('close', () => clearTimeout(timer));
}

/**
 * What is still to be said: all of it, or, where the request holds the start of the answer, what follows it; models that
 * go on repeat up to three words of what stands there.
 */
function restOf(answer: string, body: string, luck: number): readonly string[] {
  const { messages } = JSON.parse(body) as { messages: readonly { role: string; content: unknown }[] };
  const partial = messages.findLast(({ role }) => role === 'assistant')?.content;
  if (typeof partial !== 'string' || partial === '' || !answer.startsWith(partial)) return pieces(answer);
  const echo = partial.split(' ').slice(-3).join(' ');
  const from = luck < 0.5 || partial.endsWith(' ') ? partial.length : partial.length - echo.length;
  return pieces(answer.slice(from));
}

/** Tokens end in the middle of a word as often as not. */
function pieces(text: string): readonly string[] {
  return text.match(/.{1,6}/gs) ?? [];
}

async function stream({
  books,
  response,
  number,
  tokens,
  fault,
  stopAt,
}: {
  readonly books: Books;
  readonly response: ServerResponse;
  readonly number: number;
  readonly tokens: readonly string[];
  readonly fault: Fault | undefined;
  /** Where a fault strikes. */
  readonly stopAt: number;
}): Promise<void> {
  const send = (chunk: object) => response.write(`data: ${JSON.stringify({ model: 'm', ...chunk })}\n\n`);
  const say = (delta: object, finish_reason: string | null = null) =>
    send({ choices: [{ index: 0, delta, finish_reason }] });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const end = fault === undefined ? tokens.length : fault === 'empty' ? 0 : stopAt;
  for (let at = 0; at < end; at += TOKENS_A_PACKET) {
    for (const content of tokens.slice(at, Math.min(end, at + TOKENS_A_PACKET))) say({ content });
    await delay(PACKET_MS);
    if (response.destroyed) return;
  }
  if (fault === 'stall') return silence(response);
  if (fault === 'cut') return void response.destroy();
  if (fault === 'errorEvent') send({ error: { message: 'the engine broke', code: 'server_error' } });
  if (fault === 'politeEnd' || fault === 'errorEvent') return void response.end();
  say({}, 'stop');
  if (fault === undefined) {
    const usage = usageOf(books.orders.seed, number, tokens.length);
    send({ choices: [], usage });
    books.billedNano += billOf(usage);
  }
  response.end('data: [DONE]\n\n');
}
