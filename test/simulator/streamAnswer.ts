import type { ServerResponse } from 'node:http';
import type { Behaviour, LoggedRequest, SimulatedRequest } from './behaviour.ts';
import { ChunkWriter, tokenise, wholeAnswer } from './chunks.ts';
import { SseWriter } from './sse.ts';

export interface Exchange {
  readonly request: SimulatedRequest;
  readonly behaviour: Behaviour;
  readonly response: ServerResponse;
  readonly log: LoggedRequest;
  /** Destroys the socket from the server's side. */
  readonly cut: () => void;
  /** Resolves after so many milliseconds, or at once when the connection closes. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Streams the answer that the behaviour describes. */
export async function streamAnswer(exchange: Exchange): Promise<void> {
  const { request, behaviour, response, log } = exchange;
  const answer = tokenise(behaviour, request);
  const chunk = new ChunkWriter(request);
  const usageInChunk = (text: number) => (behaviour.usage === 'everyChunk' ? answer.usage(text) : undefined);
  const sse = behaviour.keepAliveMs === undefined ? undefined : new SseWriter(response, behaviour);
  if (behaviour.firstTokenMs) await exchange.sleep(behaviour.firstTokenMs);
  const out = sse ?? new SseWriter(response, behaviour);
  const pace = pacer(behaviour.tokensPerSecond, exchange.sleep);

  await out.data(chunk.delta({ role: 'assistant', content: '' }));
  for (const token of answer.reasoning) {
    await pace();
    if (response.destroyed) return;
    await out.data(chunk.delta({ reasoning_content: token }, usageInChunk(0)));
    log.tokensSent++;
  }
  for (let sent = 0; sent <= answer.text.length; sent++) {
    if (response.destroyed) return;
    if (sent === behaviour.malformedAfterTokens)
      await out.data('{"id":"chatcmpl-sim","choices":[{"delta":{"content":"bro');
    if (sent === behaviour.stallAfterTokens) return out.flush();
    if (sent === behaviour.cutAfterTokens) return cutAfterFlush(exchange, out);
    if (sent === behaviour.endAfterTokens) return out.end();
    if (sent === behaviour.errorEventAfterTokens) {
      await out.data(JSON.stringify(behaviour.body ?? midStreamError));
      return out.end();
    }
    const token = answer.text[sent];
    if (token === undefined) break;
    await pace();
    if (response.destroyed) return;
    await out.data(chunk.delta({ content: token }, usageInChunk(sent + 1)));
    log.tokensSent++;
  }
  await out.data(chunk.finish(behaviour.finishReason ?? 'stop', usageInChunk(answer.text.length)));
  if ((behaviour.usage ?? 'last') === 'last' && request.includeUsage) {
    await out.data(chunk.usage(answer.usage(answer.text.length)));
  }
  if (!behaviour.omitDone) await out.data('[DONE]');
  await out.end();
}

/** Sends the answer in one piece, after the time that streaming it would have taken. */
export async function sendAnswer(exchange: Exchange): Promise<void> {
  const { request, behaviour, response, log } = exchange;
  const answer = tokenise(behaviour, request);
  const rate = behaviour.tokensPerSecond || Number.POSITIVE_INFINITY;
  await exchange.sleep((behaviour.firstTokenMs ?? 0) + (1000 * (answer.text.length + answer.reasoning.length)) / rate);
  if (response.destroyed || behaviour.stallAfterTokens !== undefined) return;
  const body = Buffer.from(JSON.stringify(wholeAnswer(request, behaviour, answer)));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  if (behaviour.cutAfterTokens !== undefined) {
    response.write(body.subarray(0, body.length / 2), exchange.cut);
    return;
  }
  log.tokensSent = answer.text.length + answer.reasoning.length;
  response.end(body);
}

const midStreamError = {
  error: {
    message: 'The server had an error while processing your request',
    type: 'server_error',
    param: null,
    code: null,
  },
};

/** The tokens before the cut must arrive, or the test would be about another failure. */
async function cutAfterFlush(exchange: Exchange, out: SseWriter): Promise<void> {
  out.stopComments();
  out.flush();
  await exchange.sleep(10);
  exchange.cut();
}

/** Waits until the next token is due; the schedule is absolute, so that a late timer does not slow the stream down. */
function pacer(perSecond: number | undefined, sleep: (ms: number) => Promise<void>): () => Promise<void> | void {
  if (!perSecond || !Number.isFinite(perSecond)) return firstGoesAlone();
  const start = performance.now();
  let count = 0;
  return () => {
    const wait = start + (1000 * count++) / perSecond - performance.now();
    return wait > 1 ? sleep(wait) : undefined;
  };
}

/** Node joins the writes of one turn of the event loop into one packet: the first token must not wait for the others. */
function firstGoesAlone(): () => Promise<void> | void {
  let count = 0;
  return () => (++count === 2 ? new Promise((resolve) => setImmediate(resolve)) : undefined);
}
