import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Behaviour, behaviourFor, type LoggedRequest } from './behaviour.ts';
import type { Asked, Dialect } from './dialect.ts';
import type { Fault } from './fault.ts';
import { readBody } from './readBody.ts';
import { refusalOf } from './refusalOf.ts';
import { sendFailure } from './sendFailure.ts';
import { sendJson } from './sendJson.ts';
import type { SimulatorState } from './simulatorState.ts';
import { costOf } from './spendLedger.ts';
import { type Exchange, sendAnswer, streamAnswer } from './streamAnswer.ts';
import { planTurn, promptUsage } from './turn.ts';

/** A request to a simulated model, before its body is read. */
export interface Incoming {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The provider's name. */
  readonly name: string;
  /** What follows the provider's name in the URL. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly startedAt: number;
}

/** Answers a request to a model as its script says, in its dialect. */
export async function converse(
  { request, response, name, path, query, startedAt }: Incoming,
  dialect: Dialect,
  asked: Asked,
  state: SimulatorState,
): Promise<void> {
  const provider = state.providers[name] ?? { models: {} };
  const { headers } = request;
  const vendor = asked.vendor ?? provider.vendor ?? 'openai';
  const requestId = `req_sim${state.requests.length + 1}`;
  const fail = (fault: Fault) => sendJson(response, dialect.errorAnswer(fault, { vendor, requestId, asked }));
  for (const [header, value] of Object.entries(dialect.headers(requestId, vendor))) response.setHeader(header, value);

  const key = dialect.keyOf(headers, query, { ...asked, vendor });
  if (provider.key !== undefined && key !== provider.key) {
    request.resume();
    return fail({ type: 'key', presented: key !== undefined });
  }
  const body = await readBody(request);
  const model = body === undefined ? undefined : (asked.model ?? dialect.modelOf(body));
  if (model === undefined) return fail({ type: 'unreadable' });
  const script = state.scriptOf(name, model);
  if (!script) return fail({ type: 'unknownModel', model });

  const { api } = dialect;
  const ordinal = state.nextOrdinal(name, model);
  const place = { api, provider: name, model, ordinal };
  const log: LoggedRequest = {
    ...{ ...place, body, headers, path, startedAt, closedByClientAt: undefined, tokensSent: 0 },
  };
  const cut = logHangUps(response, log, state);
  state.requests.push(log);
  state.changes.notify();

  const read = { ...dialect.read(body, asked), ...place, serial: state.requests.length, raw: body };
  const behaviour = behaviourFor(script, read);
  const sleep = (ms: number) => sleepUnlessClosed(response, ms);
  for (const [header, value] of Object.entries(behaviour.headers ?? {})) response.setHeader(header, value);
  if (behaviour.hang) return;
  if (failsAtOnce(behaviour)) {
    if (behaviour.firstTokenMs) await sleep(behaviour.firstTokenMs);
    return behaviour.reset ? cut() : sendFailure(response, behaviour, fail);
  }

  const memory = state.memoryOf(name);
  const facts = provider.facts?.[model];
  const fault = dialect.check(read, headers, behaviour, vendor) ?? refusalOf(read, behaviour, facts, dialect, vendor);
  if (fault) return fail(fault);
  const { price } = facts ?? {};
  const turn = planTurn(read, behaviour, promptUsage(read, behaviour, memory.cache), {
    vendor,
    created: Math.floor(memory.now() / 1000),
    costUsd: (usage) => price && costOf(price, usage),
  });
  memory.ledger.record(dialect.idOf(turn), memory.now(), turn, log);
  const framing = dialect.framing(asked, vendor);
  const exchange: Exchange = { dialect, framing, turn, response, log, cut, sleep };
  await (streams(behaviour, read.stream) ? streamAnswer(exchange) : sendAnswer(exchange));
}

function streams({ streams = 'asked' }: Behaviour, asked: boolean): boolean {
  return streams === 'asked' ? asked : streams === 'always';
}

/** Notes when the client hangs up; what it returns hangs up from our side. */
function logHangUps(response: ServerResponse, log: LoggedRequest, state: SimulatorState): () => void {
  let cutByUs = false;
  response.once('close', () => {
    if (response.writableFinished || cutByUs) return;
    log.closedByClientAt = performance.now();
    state.changes.notify();
  });
  return () => {
    cutByUs = true;
    response.socket?.resetAndDestroy();
  };
}

function failsAtOnce({ reset, redirectTo, htmlError, status }: Behaviour): boolean {
  return Boolean(reset || redirectTo || htmlError || status !== undefined);
}

function sleepUnlessClosed(response: ServerResponse, ms: number): Promise<void> {
  if (ms <= 0 || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      response.off('close', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    response.once('close', finish);
  });
}
