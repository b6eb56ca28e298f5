import type { ServerResponse } from 'node:http';
import type { LoggedRequest } from './behaviour.ts';
import type { Dialect } from './dialect.ts';
import type { Framing } from './framing.ts';
import { PacketWriter } from './packetWriter.ts';
import type { Turn } from './turn.ts';

export interface Exchange {
  readonly dialect: Dialect;
  readonly framing: Framing;
  readonly turn: Turn;
  readonly response: ServerResponse;
  readonly log: LoggedRequest;
  /** Destroys the socket from the server's side. */
  readonly cut: () => void;
  /** Resolves after so many milliseconds, or at once when the connection closes. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Streams the answer in its dialect, with the pace and the faults that its behaviour describes. */
export async function streamAnswer(exchange: Exchange): Promise<void> {
  const { dialect, framing, turn, response, log } = exchange;
  const { behaviour } = turn;
  const early = behaviour.keepAliveMs === undefined ? undefined : new PacketWriter(response, behaviour, framing);
  if (behaviour.firstTokenMs) await exchange.sleep(behaviour.firstTokenMs);
  const out = early ?? new PacketWriter(response, behaviour, framing);
  const pace = pacer(behaviour.tokensPerSecond, exchange.sleep);

  let sent = 0;
  let broken = false;
  const reached = (tokens: number | undefined) => tokens !== undefined && sent >= tokens;
  for (const frame of dialect.frames(turn)) {
    if (response.destroyed) return;
    if (frame.carries === 'output' || frame.closing) {
      if (!broken && reached(behaviour.malformedAfterTokens)) {
        broken = true;
        await out.frame(dialect.brokenFrame);
      }
      if (reached(behaviour.stallAfterTokens)) return out.flush();
      if (reached(behaviour.cutAfterTokens)) return cutAfterFlush(exchange, out);
      if (reached(behaviour.endAfterTokens)) return out.end();
      if (reached(behaviour.errorEventAfterTokens)) {
        for (const error of dialect.errorFrames(turn, behaviour.body)) await out.frame(error);
        return out.end();
      }
    }
    if (frame.carries) await pace();
    if (response.destroyed) return;
    await out.frame(frame);
    if (frame.carries) log.tokensSent += frame.tokens ?? 1;
    if (frame.carries === 'output') sent += frame.tokens ?? 1;
  }
  await out.end();
}

/** Sends the answer in one piece, after the time that streaming it would have taken. */
export async function sendAnswer({ dialect, turn, response, log, ...exchange }: Exchange): Promise<void> {
  const { behaviour } = turn;
  const tokens = turn.outputTokens + turn.reasoning.length;
  const rate = behaviour.tokensPerSecond || Number.POSITIVE_INFINITY;
  await exchange.sleep((behaviour.firstTokenMs ?? 0) + (1000 * tokens) / rate);
  if (response.destroyed || behaviour.stallAfterTokens !== undefined) return;
  const body = Buffer.from(JSON.stringify(dialect.whole(turn)));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  if (behaviour.cutAfterTokens !== undefined) {
    response.write(body.subarray(0, body.length / 2), exchange.cut);
    return;
  }
  log.tokensSent = tokens;
  response.end(body);
}

/** The tokens before the cut must arrive, or the test would be about another failure. */
async function cutAfterFlush(exchange: Exchange, out: PacketWriter): Promise<void> {
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
