import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  behaviourFor,
  type LoggedRequest,
  type Script,
  type SimulatedProvider,
  type SimulatorOptions,
} from './behaviour.ts';
import { Changes } from './changes.ts';
import { readChatRequest } from './chatRequest.ts';
import { sendError, sendFailure, sendJson } from './errorAnswers.ts';
import { type Exchange, sendAnswer, streamAnswer } from './streamAnswer.ts';

export interface Simulator {
  readonly url: string;
  readonly port: number;
  /** Every chat request so far, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** The base URL of one provider, as a client takes it: it ends in `/v1`. */
  baseUrl(provider: string): string;
  /** Replaces the behaviour of one model; its ordinals start again at 1. */
  script(provider: string, model: string, script: Script): void;
  /** Resolves when there have been so many requests; rejects after the timeout. */
  waitForRequests(count: number, timeoutMs: number): Promise<void>;
  /** Resolves with `requests[index]` once the client has hung up on it before its answer ended; rejects after the timeout. */
  waitForHangUp(index: number, timeoutMs: number): Promise<LoggedRequest>;
  /** Stops listening and destroys every connection. */
  close(): Promise<void>;
}

/** Starts providers that speak OpenAI's chat completions dialect on loopback, each under `/NAME/v1`. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const requests: LoggedRequest[] = [];
  const replaced = new Map<string, Script>();
  const counts = new Map<string, number>();
  const changes = new Changes();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendError(response, 500, null, `The simulator itself failed: ${String(error)}`);
      else response.destroy();
    });
  });
  server.on('connection', (socket) => socket.setNoDelay(true));
  server.keepAliveTimeout = 60_000;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = performance.now();
    const [, name = '', path = ''] = /^\/([^/]+)\/v1(\/[^?]*)/.exec(request.url ?? '') ?? [];
    const provider = options.providers[name];
    if (!provider) return sendError(response, 404, null, `Unknown request URL: ${request.method} ${request.url}`);
    if (provider.key !== undefined && request.headers.authorization !== `Bearer ${provider.key}`) {
      request.resume();
      return sendFailure(response, { status: 401 });
    }
    if (request.method === 'GET' && path === '/models') return sendJson(response, 200, modelList(name, provider));
    if (request.method !== 'POST' || path !== '/chat/completions') {
      return sendError(response, 404, null, `Unknown request URL: ${request.method} ${request.url}`);
    }
    await chat(name, provider, request, response, startedAt);
  }

  async function chat(
    name: string,
    provider: SimulatedProvider,
    request: IncomingMessage,
    response: ServerResponse,
    startedAt: number,
  ): Promise<void> {
    const body = parse(await readBody(request));
    const read = readChatRequest(body);
    if (!read) return sendError(response, 400, null, 'We could not parse the JSON body of your request.');
    const id = `${name}/${read.model}`;
    const script = replaced.get(id) ?? provider.models[read.model];
    if (!script) return sendError(response, 404, 'model_not_found', `The model \`${read.model}\` does not exist.`);

    const ordinal = (counts.get(id) ?? 0) + 1;
    counts.set(id, ordinal);
    const log: LoggedRequest = {
      ...{ provider: name, model: read.model, ordinal, body, headers: request.headers, startedAt },
      closedByClientAt: undefined,
      tokensSent: 0,
    };
    let cutByUs = false;
    const cut = () => {
      cutByUs = true;
      response.socket?.resetAndDestroy();
    };
    response.once('close', () => {
      if (response.writableFinished || cutByUs) return;
      log.closedByClientAt = performance.now();
      changes.notify();
    });
    requests.push(log);
    changes.notify();
    const asked = { ...read, provider: name, ordinal };
    await respond({
      ...{ request: asked, behaviour: behaviourFor(script, asked), response, log, cut },
      sleep: (ms) => sleepUnlessClosed(response, ms),
    });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    baseUrl: (provider) => `http://127.0.0.1:${port}/${provider}/v1`,
    script: (provider, model, script) => {
      replaced.set(`${provider}/${model}`, script);
      counts.delete(`${provider}/${model}`);
    },
    waitForRequests: (count, timeoutMs) =>
      changes.waitFor(`${count} requests`, () => requests.length >= count, timeoutMs),
    waitForHangUp: async (index, timeoutMs) => {
      await changes.waitFor(
        `hang-up on request ${index}`,
        () => requests[index]?.closedByClientAt !== undefined,
        timeoutMs,
      );
      return requests[index] as LoggedRequest;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(exchange: Exchange): Promise<void> {
  const { behaviour, response, request } = exchange;
  if (behaviour.hang) return;
  if (behaviour.reset || behaviour.redirectTo || behaviour.htmlError || behaviour.status !== undefined) {
    if (behaviour.firstTokenMs) await exchange.sleep(behaviour.firstTokenMs);
    if (behaviour.reset) return exchange.cut();
    if (!behaviour.redirectTo) return sendFailure(response, behaviour);
    response.writeHead(302, { location: behaviour.redirectTo });
    response.end();
    return;
  }
  await (request.stream ? streamAnswer(exchange) : sendAnswer(exchange));
}

function modelList(name: string, provider: SimulatedProvider): object {
  const data = Object.keys(provider.models).map((id) => ({
    id,
    object: 'model',
    created: 1_700_000_000,
    owned_by: name,
  }));
  return { object: 'list', data };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
